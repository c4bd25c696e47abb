namespace Modelyard.Storage;

/// <summary>How far the log goes, and where it begins.</summary>
/// <param name="Revision">The newest revision.</param>
/// <param name="Compacted">History up to here is forgotten.</param>
internal readonly record struct LogHead(long Revision, long Compacted)
{
    // Revision 0 means "any" to clients, so an empty store is already at 1.
    public const long FirstRevision = 1;

    public void ThrowIfFuture(long revision)
    {
        if (revision > Revision)
        {
            throw new FutureRevisionException(revision, Revision);
        }
    }

    public void ThrowIfCompacted(long revision)
    {
        if (revision < Compacted)
        {
            throw new CompactedException(revision, Compacted);
        }
    }
}

/// <summary>Rows, and a head that explains what is missing among them: as old as they are, or, for what was compacted, newer.</summary>
internal sealed record LogPage<T>(LogHead Head, List<T> Items);

/// <summary>What a batch of writes starts from.</summary>
/// <param name="Revision">The newest revision.</param>
/// <param name="Newest">The newest state of the keys the batch is about; those that do not exist are absent.</param>
/// <param name="Trail">The end of the trail; null where none is kept.</param>
/// <param name="EncryptionKey">The name of the key that documents are encrypted with; null where none are.</param>
internal sealed record LogState(long Revision, Dictionary<ResourceKey, StoredResource> Newest, TrailHead? Trail, string? EncryptionKey);
