using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Modelyard.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to a caller of the store.</summary>
internal static class SqliteErrors
{
    public static StoreException Translate(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        SQLITE_FULL => new StoreUnavailableException($"{path}: the disk or the size limit of the store is full; free some space, nothing was lost", error),
        SQLITE_CORRUPT or SQLITE_NOTADB => new StoreUnusableException($"{path} is damaged ({error.Message}); restore it from a backup", error),
        SQLITE_READONLY or SQLITE_PERM or SQLITE_CANTOPEN or SQLITE_AUTH =>
            new StoreUnavailableException($"{path} cannot be opened or written ({error.Message}); check owner and permissions of the file and its folder", error),
        _ => new StoreUnavailableException($"{path}: {error.Message}", error),
    };
}
