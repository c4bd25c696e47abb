using Microsoft.Data.Sqlite;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Ledger;

/// <summary>A SQLite file: one writer at a time, any number of readers beside it.</summary>
internal sealed class SqliteLedger : LedgerDatabase
{
    private const int PrunedAtOnce = 5000;

    private readonly string _path;
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SqliteConnection _writer;
    private bool _closed;

    private SqliteLedger(string path)
    {
        _path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10 }.ConnectionString;
        _writer = new SqliteConnection(_connectionString);
    }

    internal override string Name => _path;

    public static async Task<LedgerDatabase> OpenFileAsync(string path, CancellationToken cancellationToken)
    {
        NativeSqlite.Initialize();
        var database = new SqliteLedger(Path.GetFullPath(path));
        try
        {
            await Task.Run(database.Prepare, cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        _closed = true;
        await _writer.DisposeAsync();
        _writing.Release();

        // The pool keeps files open; a closed ledger can be moved or deleted.
        using var pooled = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(pooled);
    }

    // SQLite has no asynchronous calls: what looks asynchronous in its provider blocks. Hence the thread pool.
    internal override Task<T> ReadAsync<T>(Func<LedgerSession, T> read, CancellationToken cancellationToken) => Task.Run(
        () => Translated(() =>
        {
            using var connection = new SqliteConnection(_connectionString);
            connection.Open();
            return read(new LedgerSession(connection, null));
        }),
        cancellationToken);

    internal override async Task<T> WriteAsync<T>(Func<LedgerSession, T> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await Task.Run(() => Translated(() => Write(write)), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    internal override IReadOnlyList<bool> Insert(LedgerSession session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows) =>
        SqliteRows.Insert(_writer, table, columns, rows);

    // One table holds all days.
    internal override Task PrepareUsageAsync(IReadOnlyCollection<DateOnly> days, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override async Task PruneUsageAsync(DateOnly first, CancellationToken cancellationToken)
    {
        // In pieces, so that others can write in between.
        while (await WriteAsync(
            session => session.Execute(
                """
                DELETE FROM ledger_usage
                WHERE (at, id) IN (SELECT at, id FROM ledger_usage WHERE at < @before ORDER BY at LIMIT @limit)
                """,
                ("@before", UsageDay.Start(first)),
                ("@limit", PrunedAtOnce)),
            cancellationToken) == PrunedAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private T Write<T>(Func<LedgerSession, T> write)
    {
        using var transaction = _writer.BeginTransaction(deferred: false);
        var result = write(new LedgerSession(_writer, transaction));
        transaction.Commit();
        return result;
    }

    private T Translated<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Translate(e, _path);
        }
    }

    private void Prepare()
    {
        try
        {
            // The journal files SQLite adds take over the mode of the database.
            OwnFile.Open(_path, FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete).Dispose();
            _writer.Open();
            using (var pragmas = _writer.CreateCommand())
            {
                pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
                pragmas.ExecuteNonQuery();
            }

            SqliteSchema.Migrate(_writer, _path);
        }
        catch (SqliteException e)
        {
            throw SqliteErrors.Translate(e, _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(LedgerFailure.Unusable, $"The ledger {_path} cannot be created: {e.Message}", e);
        }
    }
}
