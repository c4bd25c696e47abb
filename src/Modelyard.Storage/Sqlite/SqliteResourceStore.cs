using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The store in one SQLite file. One process at a time.</summary>
public static class SqliteResourceStore
{
    /// <summary>Opens the file, creating it when absent, after checking that it is sound and of a version this release knows.</summary>
    /// <exception cref="StoreUnusableException">Damaged, foreign or newer.</exception>
    /// <exception cref="StoreUnavailableException">In use by another process, or not accessible.</exception>
    public static IResourceStore Open(SqliteStoreOptions options)
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

        SqliteLog log;
        try
        {
            log = new SqliteLog(options, claim);
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

        try
        {
            var database = SealingDatabase.Over(log, log.Sealed, options.Encryption);
            return new ResourceLog(database, new LogFeed(log.Revision, options.WatchCapacity, options.Time), options.Trail, options.Terms, options.Time);
        }
        catch
        {
            log.Close();
            throw;
        }
    }
}
