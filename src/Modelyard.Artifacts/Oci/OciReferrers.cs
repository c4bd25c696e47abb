namespace Modelyard.Artifacts;

/// <summary>
/// Finds what is attached to a model in its registry: by the referrers API, by the tag that stands in for it where a registry has none, and
/// by the tags cosign makes. Everything is checked against its digest; whether a signature is good is for others to say.
/// </summary>
public sealed class OciReferrers
{
    private const int MostAttachments = 500;
    private static readonly string[] CosignTags = [".sig", ".att", ".sbom"];
    private readonly OciRegistries _registries;
    private readonly RetrySchedule _retry;

    internal OciReferrers(OciRegistries registries, RetrySchedule retry) => (_registries, _retry) = (registries, retry);

    /// <param name="model">With its digest.</param>
    /// <param name="access">As the model itself is reached.</param>
    /// <exception cref="FetchException">The registry cannot be asked, or what it sent is not what it should be.</exception>
    public async Task<IReadOnlyList<OciAttachment>> ListAsync(OciModelUri model, SourceAccess? access, CancellationToken cancellationToken)
    {
        var subject = Pinned(model);
        var registry = _registries.Open(model.Registry, access);
        var found = new Dictionary<string, OciAttachment>(StringComparer.Ordinal);
        foreach (var descriptor in await ReferrersAsync(registry, model.Repository, subject, cancellationToken))
        {
            if (found.Count == MostAttachments)
            {
                throw new FetchException(FetchFailure.Unsupported,
                    $"more than {MostAttachments} things are attached to {model.Display}. Remove what is not needed from the registry.");
            }

            if (OciUriParser.IsDigest(descriptor.Digest) && await ManifestAsync(registry, model.Repository, descriptor.Digest, cancellationToken) is { } manifest
                && manifest.Content.Subject?.Digest == subject)
            {
                found[manifest.Digest] = Describe(subject, manifest, tag: null);
            }
        }

        foreach (var ending in CosignTags)
        {
            var tag = subject.Replace(':', '-') + ending;
            if (await ManifestAsync(registry, model.Repository, tag, cancellationToken) is { IsIndex: false } manifest)
            {
                found.TryAdd(manifest.Digest, Describe(subject, manifest, tag));
            }
        }

        return [.. found.Values];
    }

    /// <summary>The content of an attachment.</summary>
    /// <param name="layer">One of its layers.</param>
    /// <param name="limit">More than this is refused.</param>
    /// <exception cref="FetchException">It is larger, gone, or not what its digest says.</exception>
    public Task<byte[]> ReadAsync(OciModelUri model, SourceAccess? access, OciDescriptor layer, long limit, CancellationToken cancellationToken) =>
        AskAsync(ct => _registries.Open(model.Registry, access).BlobAsync(model.Repository, layer, limit, ct), cancellationToken);

    /// <summary>The manifest a signature was made over, byte for byte.</summary>
    /// <param name="model">With its digest.</param>
    public async Task<byte[]> ReadManifestAsync(OciModelUri model, SourceAccess? access, CancellationToken cancellationToken) =>
        (await AskAsync(ct => _registries.Open(model.Registry, access).ManifestAsync(model.Repository, Pinned(model), ct), cancellationToken)).Bytes;

    private async Task<IReadOnlyList<OciDescriptor>> ReferrersAsync(
        OciRegistry registry, string repository, string subject, CancellationToken cancellationToken)
    {
        var found = new List<OciDescriptor>();
        try
        {
            string? path = $"{repository}/referrers/{subject}";
            for (var pages = 0; path is not null && pages < HttpLinks.MaxPages && found.Count <= MostAttachments; pages++)
            {
                var current = path;
                (var page, path) = await AskAsync(
                    ct => registry.PageAsync<OciManifest>(current, OciRegistry.PullScope(repository), $"what is attached to {repository}@{subject}", ct),
                    cancellationToken);
                found.AddRange(page.Manifests ?? []);
            }
        }
        catch (FetchException e) when (e.Reason is FetchFailure.NotFound or FetchFailure.Unsupported)
        {
            // The registry is older than this part of the API: clients then keep the list in an index under a tag of their own.
            var index = await ManifestAsync(registry, repository, subject.Replace(':', '-'), cancellationToken);
            found.AddRange(index is { IsIndex: true } ? index.Content.Manifests ?? [] : []);
        }

        return found;
    }

    private async Task<OciDocument?> ManifestAsync(OciRegistry registry, string repository, string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(ct => registry.ManifestAsync(repository, reference, ct), cancellationToken);
        }
        catch (FetchException e) when (e.Reason == FetchFailure.NotFound)
        {
            return null;
        }
    }

    private Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        _retry.RunAsync(ask, cancellationToken);

    private static OciAttachment Describe(string subject, OciDocument manifest, string? tag)
    {
        var content = manifest.Content;
        var layers = content.Layers ?? [];
        var type = tag is not null && layers.Count > 0 ? layers[0].MediaType : content.Kind;
        return new(subject, manifest.Digest, type, layers, content.Annotations ?? new Dictionary<string, string>(), tag);
    }

    private static string Pinned(OciModelUri model) => model.Digest
        ?? throw new ArgumentException($"{model.Display} names no digest: what is attached belongs to a digest.", nameof(model));
}
