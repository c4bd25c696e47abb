using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>What PostgreSQL's error codes and lost connections mean to a caller of the store.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether an exception is of the database or of the connection to it.</summary>
    /// <remarks>A connection that broke a moment ago shows as an invalid operation.</remarks>
    public static bool IsFault(Exception error) =>
        error is DbException or IOException or SocketException or TimeoutException or InvalidOperationException;

    /// <summary>Whether the server itself says that a transaction did not happen. One that is ended by force does not say so.</summary>
    public static bool IsRefusal(Exception error) => error is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>Whether the connection is of no use any more, without anybody having waited for long.</summary>
    public static bool IsBroken(Exception error) =>
        IsFault(error) && !IsRefusal(error) && error is not TimeoutException && error.InnerException is not TimeoutException;

    public static StoreException Translate(Exception error, string name) => error switch
    {
        PostgresException e => Translate(e, name),
        _ => new StoreUnavailableException($"{name} cannot be reached: {Innermost(error).Message}", error),
    };

    private static StoreException Translate(PostgresException error, string name) => error.SqlState switch
    {
        PostgresErrorCodes.DiskFull =>
            new StoreUnavailableException($"{name}: the disk of the database is full; free some space, nothing was lost ({error.MessageText})", error),
        PostgresErrorCodes.LockNotAvailable =>
            new StoreUnavailableException($"{name}: another process has not finished its write for too long", error),
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            new StoreUnavailableException($"{name} may only be read: it is a standby, or set to read-only; name the primary server", error),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            new StoreUnusableException($"{name} refuses to sign us in ({error.MessageText}); check user and password", error),
        PostgresErrorCodes.InvalidCatalogName =>
            new StoreUnusableException($"{name} does not exist; create it with \"createdb --encoding=UTF8\"", error),
        PostgresErrorCodes.InsufficientPrivilege =>
            new StoreUnusableException($"{name}: {error.MessageText}; the user needs the right to create a schema in this database", error),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName =>
            new StoreUnusableException($"{name}: the tables are gone or were changed ({error.MessageText}); restore them from a backup", error),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            new StoreUnusableException($"{name} is damaged ({error.MessageText}); restore it from a backup", error),
        _ => new StoreUnavailableException($"{name}: {error.MessageText} ({error.SqlState})", error),
    };

    // "Exception while reading from stream" says nothing; what it wraps does.
    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
