using System.Runtime.CompilerServices;

namespace Modelyard.Storage;

/// <summary>The store over any database: what reads, pages, watches and compaction mean is decided here.</summary>
internal sealed class ResourceLog : IResourceStore
{
    private const int ReplayPage = 256;

    private readonly ILogDatabase _database;
    private readonly LogFeed _feed;
    private readonly TrailKey? _trail;
    private readonly DocumentTerms? _terms;
    private readonly TimeProvider _time;
    private readonly LogWriter _writer;
    private readonly KeyRotation? _rotation;
    private int _closed;

    /// <param name="database">Where the log is.</param>
    /// <param name="feed">What is known of it.</param>
    /// <param name="trail">The key of the trail; null where none is kept.</param>
    /// <param name="terms">What documents can be listed by; null for nothing.</param>
    /// <param name="time">The clock.</param>
    public ResourceLog(ILogDatabase database, LogFeed feed, TrailKey? trail, DocumentTerms? terms, TimeProvider time)
    {
        (_database, _feed, _trail, _terms, _time) = (database, feed, trail, terms, time);
        _writer = new LogWriter(database, feed, trail, time);
        _rotation = database is SealingDatabase encrypted ? new KeyRotation(encrypted, _writer) : null;
    }

    public async ValueTask<long> GetRevisionAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return (await _database.Reader.ReadHeadAsync(cancellationToken)).Revision;
    }

    public ValueTask<StoredResource?> GetAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        return _database.Reader.FindAsync(key, cancellationToken);
    }

    public async ValueTask<ResourcePage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();

        // One more than asked for tells whether a page follows.
        var (head, items) = await _database.Reader.ListAsync(query, query.Limit == 0 ? null : query.Limit + 1, cancellationToken);
        var revision = query.Revision == 0 ? head.Revision : query.Revision;
        head.ThrowIfFuture(revision);
        head.ThrowIfCompacted(revision);
        var hasMore = query.Limit > 0 && items.Count > query.Limit;
        if (hasMore)
        {
            items.RemoveAt(items.Count - 1);
        }

        return new ResourcePage(revision, items, hasMore);
    }

    public async IAsyncEnumerable<StoreChange> WatchAsync(WatchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfClosed();

        // Subscribing before looking at the log leaves no gap.
        var (subscription, until) = _feed.Subscribe(query);
        using var unsubscribe = subscription;
        var seen = query.After;
        for (var full = true; full;)
        {
            var (head, page) = await _database.Reader.ChangesAsync(query, seen, until, ReplayPage, cancellationToken);
            head.ThrowIfFuture(seen);
            head.ThrowIfCompacted(seen);
            foreach (var change in page)
            {
                yield return change;
                seen = change.Revision;
            }

            full = page.Count == ReplayPage;
            cancellationToken.ThrowIfCancellationRequested();
        }

        seen = Math.Max(seen, until);
        Task<bool>? arrival = null;
        while (true)
        {
            var offered = _feed.Offered(query.Paced);
            while (subscription.Pending.TryRead(out var change))
            {
                // What the caller knows from another process may be ahead of this one.
                if (change.Revision > seen)
                {
                    seen = change.Revision;
                    yield return change;
                }
            }

            if (query.ProgressInterval is null)
            {
                await subscription.Pending.WaitToReadAsync(cancellationToken);
                continue;
            }

            arrival ??= subscription.Pending.WaitToReadAsync(cancellationToken).AsTask();
            if (await CompletesWithinAsync(arrival, query.ProgressInterval.Value, cancellationToken))
            {
                arrival = null;
            }
            else
            {
                // Everything offered before the queue was found empty has been handed out.
                seen = Math.Max(seen, offered);
                yield return StoreChange.Progress(seen);
            }
        }
    }

    public Task<long> CreateAsync(ResourceKey key, ReadOnlyMemory<byte> document, TrailEntry? entry, CancellationToken cancellationToken) =>
        WriteAsync(WriteType.Create, key, 0, document.ToArray(), entry, cancellationToken);

    public Task<long> UpdateAsync(
        ResourceKey key, long expectedRevision, ReadOnlyMemory<byte> document, TrailEntry? entry, CancellationToken cancellationToken) =>
        WriteAsync(WriteType.Update, key, expectedRevision, document.ToArray(), entry, cancellationToken);

    public Task<long> DeleteAsync(ResourceKey key, long expectedRevision, TrailEntry? entry, CancellationToken cancellationToken) =>
        WriteAsync(WriteType.Delete, key, expectedRevision, null, entry, cancellationToken);

    public Task RecordAsync(TrailEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(WriteType.Record, default, 0, null, entry, cancellationToken);

    public async Task PruneTrailAsync(DateTimeOffset before, TrailEntry anchor, CancellationToken cancellationToken)
    {
        while (await WriteAsync(WriteType.Prune, default, before.ToUnixTimeMilliseconds(), null, anchor, cancellationToken) > 0)
        {
        }
    }

    public Task RotateKeyAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _rotation?.RotateAsync(cancellationToken) ?? throw new InvalidOperationException($"{_database.Name} is open without encryption");
    }

    public async Task CompactAsync(long revision, CancellationToken cancellationToken)
    {
        var target = Math.Min(revision, await GetRevisionAsync(cancellationToken));
        while (await WriteAsync(WriteType.Compact, default, target, null, null, cancellationToken) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _feed.Close(Closing());
            _writer.Dispose();
            _rotation?.Dispose();
            await _database.DisposeAsync();
            _feed.Dispose();
        }
    }

    private Task<long> WriteAsync(
        WriteType type, ResourceKey key, long revision, byte[]? document, TrailEntry? entry, CancellationToken cancellationToken) =>
        entry is not null && _trail is null
            ? throw new InvalidOperationException($"{_database.Name} is open without a trail: there is no place for a record")
            : _writer.EnqueueAsync(new PendingWrite(type, key, revision, document, document is null ? null : RowTerms.Of(_terms, document), entry, cancellationToken), cancellationToken);

    /// <summary>False when the interval passed first; the task goes on and is awaited again.</summary>
    private async ValueTask<bool> CompletesWithinAsync(Task task, TimeSpan interval, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(interval, _time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void ThrowIfClosed()
    {
        if (Volatile.Read(ref _closed) == 1)
        {
            throw Closing();
        }
    }

    private StoreUnavailableException Closing() => new($"{_database.Name}: the store is closing");
}
