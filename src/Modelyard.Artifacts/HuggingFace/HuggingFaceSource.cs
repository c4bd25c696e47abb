namespace Modelyard.Artifacts;

/// <summary>
/// Models on the Hugging Face hub or a mirror of it. The revision is pinned to its commit first, so that all files are of one
/// moment; every file is checked against the digest in the listing.
/// </summary>
internal sealed class HuggingFaceSource(HttpSenders senders, ArtifactsOptions options, TimeProvider time) : IModelSource
{
    public IReadOnlyCollection<string> Schemes { get; } = ["hf"];

    public async Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions request, CancellationToken cancellationToken)
    {
        var hub = (HubModelUri)uri;
        var repositories = new HubRepositories(senders, options, request.Access, request.Token, time);
        var client = repositories.Client;
        var failure = repositories.FailureOf(hub);
        var api = new HubApi(client, hub, failure);

        var commit = await api.CommitAsync(cancellationToken);
        var chosen = HubSelection.Choose(hub, await api.FilesAsync(commit, cancellationToken));
        var files = chosen.Select(SourceFile (entry) =>
        {
            var address = api.FileAddress(commit, entry.Path!);
            return new HttpFile(address, (headers, ct) => client.GetAsync(address, headers, ct), failure.OfAsync)
            {
                Path = entry.Path!,
                Size = entry.Lfs?.Size ?? entry.Size,
                Digest = DigestOf(hub, entry),
            };
        });
        return new FilesResolution(hub.At(commit).Display, commit, hub.IsPinned, [.. files]);
    }

    private static FileDigest DigestOf(HubModelUri uri, HubEntry entry) => entry switch
    {
        { Lfs.Oid: { Length: 64 } sha256 } => new(DigestKind.Sha256, sha256.ToLowerInvariant()),
        { Lfs: null, Oid: { Length: 40 } sha1 } => new(DigestKind.GitBlob, sha1.ToLowerInvariant()),
        _ => throw new FetchException(FetchFailure.Unsupported,
            $"the hub lists \"{entry.Path}\" of {uri.Repository} without a digest, so what arrives could not be checked."),
    };
}
