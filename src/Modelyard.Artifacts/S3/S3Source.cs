namespace Modelyard.Artifacts;

/// <summary>Models in object storage that speaks S3: one object, an archive, or all objects below a prefix.</summary>
internal sealed class S3Source(HttpSenders senders, ArtifactsOptions options, TimeProvider time) : IModelSource
{
    private const int MaxFiles = 100_000;

    public IReadOnlyCollection<string> Schemes { get; } = ["s3"];

    public async Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions request, CancellationToken cancellationToken)
    {
        var s3 = (S3ModelUri)uri;
        var bucket = new S3Bucket(senders, s3.Bucket, request.Access ?? options.S3, time);
        var (files, tags) = (new List<SourceFile>(), new List<FolderFile>());
        await foreach (var found in bucket.AllAsync(s3.Key, cancellationToken))
        {
            // "models/a" is not the folder of "models/ab"; keys that end in a slash only stand for folders.
            var isOne = found.Key == s3.Key;
            if (found.Key.EndsWith('/') || !(isOne || s3.Key.Length == 0 || found.Key.StartsWith(s3.Key + "/", StringComparison.Ordinal)))
            {
                continue;
            }

            var path = isOne ? found.Key[(found.Key.LastIndexOf('/') + 1)..] : found.Key[(s3.Key.Length == 0 ? 0 : s3.Key.Length + 1)..];
            if (files.Count == MaxFiles)
            {
                throw new FetchException(FetchFailure.Unsupported, $"{s3.Display} holds more than {MaxFiles} objects: it is not the place of one model.");
            }

            tags.Add(new FolderFile(path, found.Size, Tag: found.ETag));
            files.Add(bucket.File(found, path, isOne ? ArchiveFormats.Of(path) : null));
            if (isOne)
            {
                break;
            }
        }

        return files.Count > 0
            ? new FilesResolution(s3.Display, FolderWalk.RevisionOf(tags), Immutable: false, files)
            : throw new FetchException(FetchFailure.NotFound, $"{s3.Display} does not exist: the bucket has no object of this name, and none below it.");
    }
}
