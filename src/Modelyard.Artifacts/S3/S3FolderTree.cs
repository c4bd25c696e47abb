namespace Modelyard.Artifacts;

/// <summary>A bucket, or what is below a prefix in it, as folders.</summary>
internal sealed class S3FolderTree(S3Bucket bucket, S3ModelUri root) : IFolderTree
{
    public string Display => root.Display;

    public async Task<FolderListing> ListAsync(string path, CancellationToken cancellationToken)
    {
        var prefix = FolderWalk.Join(root.Key, path) is { Length: > 0 } folder ? folder + "/" : "";
        var (files, folders) = (new List<FolderFile>(), new List<string>());
        for (string? token = null; ;)
        {
            var page = await bucket.ListAsync(prefix, "/", token, 1000, cancellationToken);
            files.AddRange((page.S3Objects ?? []).Where(o => o.Key.Length > prefix.Length)
                .Select(o => new FolderFile(o.Key[prefix.Length..], o.Size, o.LastModified, Tag: o.ETag)));
            folders.AddRange((page.CommonPrefixes ?? []).Select(p => p[prefix.Length..].TrimEnd('/')).Where(p => p.Length > 0));
            token = page.IsTruncated == true ? page.NextContinuationToken : null;
            if (token is null)
            {
                return new FolderListing(files, folders);
            }
        }
    }

    public string UriOf(string path, bool isFolder) => $"s3://{root.Bucket}/{FolderWalk.Join(root.Key, path)}";

    public Task<byte[]> ReadAsync(string path, long limit, CancellationToken cancellationToken) =>
        bucket.ReadAsync(FolderWalk.Join(root.Key, path), limit, cancellationToken);
}
