using Microsoft.Data.Sqlite;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Ledger;

/// <summary>
/// The SQLite file behind the ledgers: one writer at a time, any number of readers beside it, and a write that has returned is on the disk.
/// </summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SqliteConnection _writer;
    private bool _closed;

    private LedgerDatabase(string path)
    {
        _path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10 }.ConnectionString;
        _writer = new SqliteConnection(_connectionString);
    }

    /// <summary>Opens the file, creating it (readable by its owner only) or bringing its tables up to date as needed.</summary>
    public static async Task<LedgerDatabase> OpenAsync(string path, CancellationToken cancellationToken)
    {
        NativeSqlite.Initialize();
        var database = new LedgerDatabase(Path.GetFullPath(path));
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
    public async ValueTask DisposeAsync()
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
    internal Task<T> ReadAsync<T>(Func<LedgerSession, T> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                using var connection = new SqliteConnection(_connectionString);
                connection.Open();
                return read(new LedgerSession(connection, null));
            }
            catch (SqliteException e)
            {
                throw LedgerException.From(e, _path);
            }
        },
        cancellationToken);

    internal async Task<T> WriteAsync<T>(Func<LedgerSession, T> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return await Task.Run(() => Write(write), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Write<T>(Func<LedgerSession, T> write)
    {
        try
        {
            using var transaction = _writer.BeginTransaction(deferred: false);
            var result = write(new LedgerSession(_writer, transaction));
            transaction.Commit();
            return result;
        }
        catch (SqliteException e)
        {
            throw LedgerException.From(e, _path);
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

            LedgerSchema.Migrate(_writer, _path);
        }
        catch (SqliteException e)
        {
            throw LedgerException.From(e, _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException(LedgerFailure.Unusable, $"The ledger {_path} cannot be created: {e.Message}", e);
        }
    }
}
