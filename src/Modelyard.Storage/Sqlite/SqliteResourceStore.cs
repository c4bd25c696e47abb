using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The store in one SQLite file (write-ahead log, flushed at each commit). One process at a time.</summary>
public sealed class SqliteResourceStore : IResourceStore
{
    private const int ReplayPage = 256;

    // Revision 0 means "any" to clients, so an empty store is already at 1.
    private const long FirstRevision = 1;

    private readonly SqliteStoreOptions _options;
    private readonly FileStream _claim;
    private readonly SqliteWriter _writer;
    private readonly Broadcaster _broadcaster;
    private readonly ConcurrentBag<SqliteReader> _idleReaders = [];
    private long _revision;
    private long _published;
    private long _compacted;
    private int _closed;

    private SqliteResourceStore(SqliteStoreOptions options, FileStream claim)
    {
        _options = options;
        _claim = claim;
        _broadcaster = new Broadcaster(options.WatchCapacity);
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            SqliteSchema.Prepare(connection, options.Path);
            _compacted = SqliteSchema.Scalar<long>(connection, "select revision from compaction");
            _revision = Math.Max(Math.Max(FirstRevision, _compacted), SqliteSchema.Scalar<long>(connection, "select coalesce(max(revision), 0) from log"));
            _published = _revision;
            _writer = new SqliteWriter(connection, options.Path, _revision, OnCommitted, OnCompacting);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Opens the file, creating it when absent, after checking that it is sound and of a version this release knows.</summary>
    /// <exception cref="StoreUnusableException">Damaged, foreign or newer.</exception>
    /// <exception cref="StoreUnavailableException">In use by another process, or not accessible.</exception>
    public static SqliteResourceStore Open(SqliteStoreOptions options)
    {
        NativeSqlite.Initialize();
        FileStream claim;
        try
        {
            claim = PrivateFile.Claim(options.Path + ".lock");
            PrivateFile.EnsureExists(options.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{options.Path} is in use by another process, or its folder is not writable ({error.Message})", error);
        }

        try
        {
            return new SqliteResourceStore(options, claim);
        }
        catch (SqliteException error)
        {
            claim.Dispose();
            throw SqliteErrors.Translate(error, options.Path);
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    public ValueTask<StoredResource?> GetAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(reader => reader.Get(key)));
    }

    public ValueTask<ResourcePage> ListAsync(ListQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var revision = query.Revision == 0 ? Revision : query.Revision;
        ThrowIfFuture(revision);

        // One more than asked for tells whether a page follows.
        var items = Read(reader => reader.List(query, revision, query.Limit == 0 ? -1 : query.Limit + 1));
        ThrowIfCompacted(revision);
        var hasMore = query.Limit > 0 && items.Count > query.Limit;
        if (hasMore)
        {
            items.RemoveAt(items.Count - 1);
        }

        return ValueTask.FromResult(new ResourcePage(revision, items, hasMore));
    }

    public async IAsyncEnumerable<StoreChange> WatchAsync(WatchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Subscribing before looking at the log leaves no gap; skipping what is already seen leaves no duplicate.
        using var subscription = _broadcaster.Subscribe(query.Collection, query.Namespace);
        var until = Revision;
        ThrowIfFuture(query.After);
        var seen = query.After;
        for (var full = true; full;)
        {
            var page = Read(reader => reader.Changes(query, seen, until, ReplayPage));
            ThrowIfCompacted(seen);
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
            var published = Volatile.Read(ref _published);
            while (subscription.Pending.TryRead(out var change))
            {
                if (change.Revision > seen)
                {
                    seen = change.Revision;
                    yield return change;
                }
            }

            arrival ??= subscription.Pending.WaitToReadAsync(cancellationToken).AsTask();
            if (await CompletesWithinAsync(arrival, query.ProgressInterval, cancellationToken))
            {
                arrival = null;
            }
            else
            {
                // Everything published before the queue was found empty has been handed out.
                seen = Math.Max(seen, published);
                yield return StoreChange.Progress(seen);
            }
        }
    }

    public Task<long> CreateAsync(ResourceKey key, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        WriteAsync(WriteType.Create, key, 0, document.ToArray(), cancellationToken);

    public Task<long> UpdateAsync(ResourceKey key, long expectedRevision, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) =>
        WriteAsync(WriteType.Update, key, expectedRevision, document.ToArray(), cancellationToken);

    public Task<long> DeleteAsync(ResourceKey key, long expectedRevision, CancellationToken cancellationToken) =>
        WriteAsync(WriteType.Delete, key, expectedRevision, null, cancellationToken);

    public async Task CompactAsync(long revision, CancellationToken cancellationToken)
    {
        var target = Math.Min(revision, Revision);
        while (await WriteAsync(WriteType.Compact, default, target, null, cancellationToken) > 0)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _broadcaster.Close(new StoreUnavailableException($"{_options.Path}: the store is closing"));

            // The readers first: whoever closes last moves the log of writes into the file, and one that may only read cannot.
            CloseIdleReaders();
            _writer.Dispose();
            _claim.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>False when the interval passed first; the task goes on and is awaited again.</summary>
    private async ValueTask<bool> CompletesWithinAsync(Task task, TimeSpan? interval, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(interval ?? Timeout.InfiniteTimeSpan, _options.Time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Task<long> WriteAsync(WriteType type, ResourceKey key, long revision, byte[]? document, CancellationToken cancellationToken) =>
        _writer.EnqueueAsync(new PendingWrite(type, key, revision, document, cancellationToken), cancellationToken);

    private void OnCommitted(IReadOnlyList<StoreChange> changes)
    {
        // In this order: whoever reads the revision finds the rows; whoever reads "published" has been offered the changes.
        var last = changes[^1].Revision;
        Volatile.Write(ref _revision, last);
        _broadcaster.Publish(changes);
        Volatile.Write(ref _published, last);
    }

    private void OnCompacting(long revision) => Volatile.Write(ref _compacted, Math.Max(_compacted, revision));

    private void ThrowIfFuture(long revision)
    {
        var current = Revision;
        if (revision > current)
        {
            throw new FutureRevisionException(revision, current);
        }
    }

    private void ThrowIfCompacted(long revision)
    {
        var compacted = Volatile.Read(ref _compacted);
        if (revision < compacted)
        {
            throw new CompactedException(revision, compacted);
        }
    }

    private T Read<T>(Func<SqliteReader, T> read)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) == 1, this);
        SqliteReader? reader = null;
        try
        {
            if (!_idleReaders.TryTake(out reader))
            {
                reader = new SqliteReader(Open(SqliteOpenMode.ReadOnly));
            }

            var result = read(reader);
            _idleReaders.Add(reader);
            if (Volatile.Read(ref _closed) == 1)
            {
                CloseIdleReaders();
            }

            return result;
        }
        catch (SqliteException error)
        {
            reader?.Dispose();
            throw SqliteErrors.Translate(error, _options.Path);
        }
    }

    private void CloseIdleReaders()
    {
        while (_idleReaders.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = _options.Path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        if (mode == SqliteOpenMode.ReadWriteCreate)
        {
            SqliteSchema.Execute(connection, "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=5000");
            if (_options.MaximumBytes is { } bytes)
            {
                var pages = bytes / SqliteSchema.Scalar<long>(connection, "pragma page_size");
                SqliteSchema.Execute(connection, $"pragma max_page_count={pages.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
            }
        }

        return connection;
    }
}
