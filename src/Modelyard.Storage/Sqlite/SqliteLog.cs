using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The log in one SQLite file (write-ahead log, flushed at each commit). One process at a time.</summary>
internal sealed class SqliteLog : ILogDatabase, ILogReader
{
    private readonly SqliteStoreOptions _options;
    private readonly FileStream _claim;
    private readonly SqliteAppender _appender;
    private readonly SqliteHead _head;
    private readonly ConcurrentBag<SqliteReader> _idleReaders = [];
    private int _closed;

    /// <param name="options">Where the file is.</param>
    /// <param name="claim">Held for as long as this is open, and closed with it.</param>
    public SqliteLog(SqliteStoreOptions options, FileStream claim)
    {
        _options = options;
        _claim = claim;
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            SqliteSchema.Prepare(connection, options.Path, options.Terms);
            if (options.Trail is { } trail)
            {
                SqliteTrail.Bind(connection, options.Path, trail);
            }

            var compacted = SqliteSchema.Scalar<long>(connection, "select revision from compaction");
            var newest = SqliteSchema.Scalar<long>(connection, "select coalesce(max(revision), 0) from log");
            _head = new SqliteHead(Math.Max(Math.Max(LogHead.FirstRevision, compacted), newest), compacted);
            _appender = new SqliteAppender(connection, options.Path, _head);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public string Name => _options.Path;

    public ILogReader Reader => this;

    public ILogAppender Appender => _appender;

    public ISealedRows Sealed => _appender.Sealed;

    /// <summary>The newest revision.</summary>
    public long Revision => _head.Revision;

    public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new LogHead(_head.Revision, _head.Compacted));

    public ValueTask<StoredResource?> FindAsync(ResourceKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Read(reader => reader.Get(key)));

    public ValueTask<LogPage<StoredResource>> ListAsync(ListQuery query, int? limit, CancellationToken cancellationToken)
    {
        var newest = _head.Revision;
        return Page(newest, reader => reader.List(query, query.Revision == 0 ? newest : query.Revision, limit ?? -1));
    }

    public ValueTask<LogPage<StoreChange>> ChangesAsync(WatchQuery query, long after, long until, int limit, CancellationToken cancellationToken) =>
        Page(_head.Revision, reader => reader.Changes(query, after, until, limit));

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    public void Close()
    {
        Volatile.Write(ref _closed, 1);

        // The readers first: whoever closes last moves the log of writes into the file, and one that may only read cannot.
        CloseIdleReaders();
        _appender.Dispose();
        _claim.Dispose();
    }

    private ValueTask<LogPage<T>> Page<T>(long newest, Func<SqliteReader, List<T>> read)
    {
        var rows = Read(read);
        return ValueTask.FromResult(new LogPage<T>(new LogHead(newest, _head.Compacted), rows));
    }

    private T Read<T>(Func<SqliteReader, T> read)
    {
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
