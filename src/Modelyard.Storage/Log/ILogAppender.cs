namespace Modelyard.Storage;

/// <summary>
/// The end of the log where writes go, one transaction at a time: from <see cref="Begin"/> to <see cref="Commit"/> nobody else appends,
/// in this process or any other, so that revisions become visible in their order.
/// </summary>
/// <remarks>Blocks, and is called by one thread only. All members but <see cref="Rollback"/> fail with a <see cref="StoreException"/>.</remarks>
internal interface ILogAppender
{
    /// <summary>Begins a transaction and reads the newest state of <paramref name="keys"/>.</summary>
    LogState Begin(IReadOnlyCollection<ResourceKey> keys);

    void Append(IReadOnlyList<LogEntry> entries, TrailAddition? trail);

    /// <summary>Removes at most <paramref name="limit"/> records of the trail written before <paramref name="before"/>, oldest first.</summary>
    /// <returns>The last one removed; 0 when there is none to remove.</returns>
    long PruneTrail(DateTimeOffset before, int limit);

    /// <summary>Removes at most <paramref name="limit"/> entries that are superseded at <paramref name="revision"/>, oldest first.</summary>
    /// <returns>How many were removed.</returns>
    int Compact(long revision, int limit);

    /// <exception cref="WriteUncertainException">It may have happened or not.</exception>
    void Commit();

    /// <summary>Forgets the transaction, whatever state it is in.</summary>
    void Rollback();
}
