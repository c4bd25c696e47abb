using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>What people read about a version besides its record: the card its authors wrote, and its bill of materials.</summary>
public sealed class VersionDocuments(ModelFetcher fetcher)
{
    /// <summary>Nobody reads more; it is not what a card is for.</summary>
    private const long LongestCard = 1 << 20;

    /// <summary>The card, in Markdown; null when there is none, or none that a person could read.</summary>
    /// <exception cref="FetchException">It cannot be read from the store.</exception>
    public async Task<byte[]?> ReadCardAsync(ModelVersion version, CancellationToken cancellationToken) =>
        version.Status?.Files?.Find(f => string.Equals(f.Path, "README.md", StringComparison.OrdinalIgnoreCase)) is { Digest: { } digest, Size: <= LongestCard }
            ? await fetcher.Store.TryReadAsync(digest, cancellationToken)
            : null;

    /// <summary>The bill of materials.</summary>
    /// <param name="version">The version.</param>
    /// <param name="client">Of whoever asks: what they may not see is not in it.</param>
    /// <param name="program">Version of this program.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FetchException">Its files are not known yet.</exception>
    public static async Task<BomDocument> BomAsync(ModelVersion version, IResourceClient client, string program, CancellationToken cancellationToken)
    {
        if (version.Status?.Files is not { Count: > 0 })
        {
            throw new FetchException(
                FetchFailure.NotFound, $"{VersionReference.Of(version)} is {version.Status?.Phase ?? "Pending"}: its files are not known yet, and a bill of materials lists them.");
        }

        IReadOnlyCollection<ModelVersion> seen = Lineage.BasesOf(version).Count > 0 ? await SeenAsync(version, client, cancellationToken) : [];
        return ModelBom.Of(version, new Lineage(seen, []), program);
    }

    private static async Task<IReadOnlyCollection<ModelVersion>> SeenAsync(ModelVersion version, IResourceClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ListAsync<ModelVersion>(ListOptions.All, cancellationToken)).Items;
        }
        catch (StatusException e) when (e.IsForbidden)
        {
            return (await client.ListAsync<ModelVersion>(new ListOptions { Namespace = version.Metadata.Namespace }, cancellationToken)).Items;
        }
    }
}
