namespace Modelyard.Artifacts;

/// <summary>A folder of a web server with the files of one model.</summary>
internal sealed class HttpFolderSource(HttpSender sender, HttpCredentials credentials, TimeProvider time)
{
    internal async Task<Resolution> ResolveAsync(HttpModelUri uri, CancellationToken cancellationToken)
    {
        var tree = new HttpFolderTree(sender, uri.Address, credentials, time);
        var listing = await FolderWalk.RunAsync(tree, "", cancellationToken);
        if (listing.Files.Count == 0)
        {
            throw new FetchException(FetchFailure.NotFound, $"the folder {uri.Display} lists no files.");
        }

        // Without digests a listing cannot tell whether a file of the same size and time is the same.
        var version = listing.Files.All(f => f.Sha256 is not null || (f.Size is not null && f.ModifiedAt is not null))
            ? FolderWalk.RevisionOf(listing.Files)
            : null;
        return new FilesResolution(uri.Display, version, Immutable: false, [.. listing.Files.Select(FileOf)]);

        SourceFile FileOf(FolderFile file)
        {
            var address = tree.AddressOf(file.Path, isFolder: false);
            return new HttpFile(
                address,
                (headers, ct) => sender.GetAsync(address, credentials, headers, ct),
                (refusal, _) => Task.FromResult(HttpStatusFailure.Of(refusal, HttpSender.Show(address), time)))
            {
                Path = file.Path,
                Size = file.Size,
                Digest = file.Sha256 is null ? null : new FileDigest(DigestKind.Sha256, file.Sha256),
            };
        }
    }
}
