namespace Modelyard.Storage;

/// <summary>
/// An append-only log of documents under keys. Every write gets the next revision of one global, gapless counter; reads and
/// watches name a revision and see exactly the state it stands for. What the documents mean is the caller's business.
/// </summary>
/// <remarks>All members fail with a <see cref="StoreException"/>; its subtype says what the caller can do about it.</remarks>
public interface IResourceStore : IAsyncDisposable
{
    /// <summary>Asks for the newest revision. Reads that begin later see at least the state it stands for, in every process.</summary>
    ValueTask<long> GetRevisionAsync(CancellationToken cancellationToken);

    /// <summary>Reads the newest state of <paramref name="key"/>, or null.</summary>
    ValueTask<StoredResource?> GetAsync(ResourceKey key, CancellationToken cancellationToken);

    /// <summary>Reads one page of a collection, ordered by namespace and name.</summary>
    /// <exception cref="CompactedException">The revision asked for is no longer kept.</exception>
    /// <exception cref="FutureRevisionException">The revision asked for has not happened yet.</exception>
    ValueTask<ResourcePage> ListAsync(ListQuery query, CancellationToken cancellationToken);

    /// <summary>Follows a collection, or all, from just after <see cref="WatchQuery.After"/>: every change once, in order.</summary>
    /// <exception cref="CompactedException">The log no longer reaches back to that revision: list again.</exception>
    /// <exception cref="WatchLaggedException">The reader was too slow and was cut off: watch again from the last revision seen.</exception>
    IAsyncEnumerable<StoreChange> WatchAsync(WatchQuery query, CancellationToken cancellationToken);

    /// <summary>Adds a document. When the returned revision is known, the write survives a crash, and so does the record of it.</summary>
    /// <exception cref="WriteUncertainException">Whether it happened is not known. So for every write.</exception>
    /// <exception cref="KeyExistsException">The key is taken.</exception>
    Task<long> CreateAsync(ResourceKey key, ReadOnlyMemory<byte> document, TrailEntry? entry, CancellationToken cancellationToken);

    /// <summary>Replaces a document that is still at <paramref name="expectedRevision"/>.</summary>
    /// <exception cref="KeyNotFoundInStoreException">There is no such key.</exception>
    /// <exception cref="RevisionConflictException">The key has moved on.</exception>
    Task<long> UpdateAsync(ResourceKey key, long expectedRevision, ReadOnlyMemory<byte> document, TrailEntry? entry, CancellationToken cancellationToken);

    /// <summary>Removes a document that is still at <paramref name="expectedRevision"/>.</summary>
    /// <exception cref="KeyNotFoundInStoreException">There is no such key.</exception>
    /// <exception cref="RevisionConflictException">The key has moved on.</exception>
    Task<long> DeleteAsync(ResourceKey key, long expectedRevision, TrailEntry? entry, CancellationToken cancellationToken);

    /// <summary>Adds a record of something that changed no document. It survives a crash when this returns.</summary>
    Task RecordAsync(TrailEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes the records written before <paramref name="before"/>; <paramref name="anchor"/> is the record of that.</summary>
    Task PruneTrailAsync(DateTimeOffset before, TrailEntry anchor, CancellationToken cancellationToken);

    /// <summary>Encrypts everything that is encrypted with a new key, and takes the old ones out of the key file.</summary>
    /// <exception cref="InvalidOperationException">The store was opened without encryption.</exception>
    Task RotateKeyAsync(CancellationToken cancellationToken);

    /// <summary>Forgets history up to and including <paramref name="revision"/>; the newest state of every key stays.</summary>
    Task CompactAsync(long revision, CancellationToken cancellationToken);
}
