namespace Modelyard.Artifacts;

/// <summary>
/// Models on the Hugging Face hub or a mirror of it. The revision is pinned to its commit first, so that all files are of one
/// moment; every file is checked against the digest in the listing.
/// </summary>
internal sealed class HuggingFaceSource(HttpSender sender, ArtifactsOptions options, TimeProvider time) : IModelSource
{
    public IReadOnlyCollection<string> Schemes { get; } = ["hf"];

    public async Task<Resolution> ResolveAsync(ModelUri uri, FetchOptions request, CancellationToken cancellationToken)
    {
        var hub = (HubModelUri)uri;
        var endpoint = options.HubEndpoint;
        var credentials = HttpCredentials.ForHub(endpoint, request.Token ?? options.HubToken);
        var failure = new HubFailure(sender, endpoint, hub, credentials.HasToken, time);
        var api = new HubApi(sender, endpoint, hub, credentials, failure);

        var commit = await api.CommitAsync(cancellationToken);
        var chosen = HubSelection.Choose(hub, await api.FilesAsync(commit, cancellationToken));
        var files = chosen.Select(entry => new HttpFile(sender, api.FileAddress(commit, entry.Path!), credentials, failure.OfAsync)
        {
            Path = entry.Path!,
            Size = entry.Lfs?.Size ?? entry.Size,
            Digest = DigestOf(hub, entry),
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
