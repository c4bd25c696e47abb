namespace Modelyard.Storage;

/// <summary>Reads of the log, from any number of threads. All members fail with a <see cref="StoreException"/>.</summary>
internal interface ILogReader
{
    ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>The newest state of a key, or null.</summary>
    ValueTask<StoredResource?> FindAsync(ResourceKey key, CancellationToken cancellationToken);

    /// <summary>The state at the revision asked for or else at that of the page's head, ordered by namespace and name.</summary>
    ValueTask<LogPage<StoredResource>> ListAsync(ListQuery query, int? limit, CancellationToken cancellationToken);

    /// <summary>The first entries after one revision and up to another, in order.</summary>
    ValueTask<LogPage<StoreChange>> ChangesAsync(WatchQuery query, long after, long until, int limit, CancellationToken cancellationToken);
}
