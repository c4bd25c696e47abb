namespace Modelyard.Artifacts;

/// <summary>Tells models that come as container images from other artifacts.</summary>
public sealed class OciImages
{
    private readonly OciRegistries _registries;
    private readonly RetrySchedule _retry;

    internal OciImages(OciRegistries registries, RetrySchedule retry) => (_registries, _retry) = (registries, retry);

    /// <summary>The image behind an address; null when there is a model of another form.</summary>
    /// <param name="access">As the model itself is reached.</param>
    /// <exception cref="FetchException">The registry cannot be asked.</exception>
    public Task<OciImage?> FindAsync(OciModelUri model, SourceAccess? access, CancellationToken cancellationToken)
    {
        var registry = _registries.Open(model.Registry, access);
        return _retry.RunAsync(
            async ct =>
            {
                var found = await new OciModelReader(registry, model.Repository).ReadAsync(model.Reference, ct);
                return found.Layout is OciImageLayout
                    ? new OciImage(await registry.AddressAsync(ct), model.Repository, found.Document.Digest, found.Document.MediaType, registry.Credentials?.ToString())
                    : null;
            },
            _retry.MaxAttempts,
            null,
            cancellationToken);
    }
}
