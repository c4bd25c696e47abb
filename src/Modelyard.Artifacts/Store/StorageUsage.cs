namespace Modelyard.Artifacts;

/// <summary>What owners keep in the store.</summary>
internal sealed class StorageUsage(ContentStore store)
{
    internal long Of(string owner) => BlobsOf(owner).Values.Sum();

    /// <summary>Refuses what would not fit into the owner's quota.</summary>
    /// <param name="files">Those of a model, with their digests as far as they are known.</param>
    /// <exception cref="FetchException">It does not fit.</exception>
    internal void Demand(StorageOwner owner, IEnumerable<(string? Sha256, long? Size)> files)
    {
        if (owner.Quota is not { } quota)
        {
            return;
        }

        var kept = BlobsOf(owner.Name);
        var used = kept.Values.Sum();
        var added = files.Where(f => f.Sha256 is null || !kept.ContainsKey(f.Sha256))
            .DistinctBy(f => f.Sha256 ?? Guid.NewGuid().ToString()).Sum(f => f.Size ?? 0);
        if (added > 0 && used + added > quota)
        {
            throw new FetchException(FetchFailure.OverQuota,
                $"{owner.Name} may keep {DiskFailure.Size(quota)} of models and keeps {DiskFailure.Size(used)}; this model needs {DiskFailure.Size(added)} more. "
                    + "Remove versions that are not needed any more, or have the quota raised.")
            {
                MissingBytes = used + added - quota,
            };
        }
    }

    private Dictionary<string, long> BlobsOf(string owner)
    {
        var blobs = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (sha256, size) in store.References.ModelsOf(owner).SelectMany(store.Contents.Of))
        {
            blobs[sha256] = size;
        }

        return blobs;
    }
}
