using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>Several SQLite files as they are at one moment, also while other processes write to them: nobody waits for anybody.</summary>
public sealed class SqliteSnapshot : IDisposable
{
    private readonly Dictionary<string, SqliteConnection> _connections = [];

    private SqliteSnapshot()
    {
    }

    /// <summary>From when this returns, what is written to the files is no longer seen.</summary>
    public static SqliteSnapshot Take(IEnumerable<string> paths)
    {
        NativeSqlite.Initialize();
        var snapshot = new SqliteSnapshot();
        try
        {
            foreach (var path in paths)
            {
                snapshot._connections.Add(path, Open(path, SqliteOpenMode.ReadWrite));
            }

            foreach (var (path, connection) in snapshot._connections)
            {
                // A transaction sees the file as it is at its first read.
                Translated(path, () =>
                {
                    SqliteSchema.Execute(connection, "begin");
                    return SqliteSchema.Scalar<long>(connection, "select count(*) from sqlite_master");
                });
            }

            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>Writes a copy that is one file, readable by its owner only, after checking that it is sound.</summary>
    public void CopyTo(string path, string destination)
    {
        PrivateFile.EnsureExists(destination);
        using (var copy = Open(destination, SqliteOpenMode.ReadWrite))
        {
            Translated(path, () =>
            {
                _connections[path].BackupDatabase(copy);
                return SqliteSchema.Scalar<string>(copy, "pragma journal_mode=delete");
            });
        }

        Check(destination);
    }

    /// <summary>Reads a whole file and compares it with its indexes.</summary>
    /// <exception cref="StoreUnusableException">It is damaged, or no database.</exception>
    public static void Check(string path)
    {
        NativeSqlite.Initialize();
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        var found = Translated(path, () => SqliteSchema.Scalar<string>(connection, "pragma integrity_check(1)"));
        if (found != "ok")
        {
            throw new StoreUnusableException($"{path} is damaged ({found})");
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            return Translated(path, () =>
            {
                connection.Open();
                return connection;
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static T Translated<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, path);
        }
    }
}
