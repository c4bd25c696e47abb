using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Modelyard.Ledger;

/// <summary>What PostgreSQL's error codes and lost connections mean to a caller of the ledger.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether an exception is of the database or of the connection to it.</summary>
    public static bool IsFault(Exception error) => error is DbException or IOException or SocketException or TimeoutException;

    /// <summary>Whether the server undid a transaction only because another one was in its way.</summary>
    public static bool IsCollision(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>Whether the connection is gone, as one kept from before is when the server was restarted.</summary>
    public static bool IsBroken(Exception error) => IsFault(error) && error is not PostgresException { InvariantSeverity: "ERROR" } && Innermost(error) is not TimeoutException;

    public static LedgerException Translate(Exception error, string name) => error switch
    {
        PostgresException e => Translate(e, name),
        _ => new(LedgerFailure.Unavailable, $"The {name} cannot be reached: {Innermost(error).Message}", error),
    };

    private static LedgerException Translate(PostgresException error, string name) => error.SqlState switch
    {
        PostgresErrorCodes.DiskFull => new(
            LedgerFailure.Unavailable, $"The disk of the {name} is full. Free some space; nothing was written ({error.MessageText}).", error),
        PostgresErrorCodes.LockNotAvailable => new(
            LedgerFailure.Unavailable, $"The {name} is busy: another process has not finished its write for too long.", error),
        PostgresErrorCodes.ReadOnlySqlTransaction => new(
            LedgerFailure.Unavailable, $"The {name} may only be read: it is a standby, or set to read-only. Name the primary server.", error),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
            LedgerFailure.Unusable, $"The {name} refuses to sign us in ({error.MessageText}). Check user and password.", error),
        PostgresErrorCodes.InvalidCatalogName => new(
            LedgerFailure.Unusable, $"The {name} does not exist. Create it with \"createdb --encoding=UTF8\".", error),
        PostgresErrorCodes.InsufficientPrivilege => new(
            LedgerFailure.Unusable, $"The {name}: {error.MessageText}. The user needs the right to create a schema in this database.", error),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName => new(
            LedgerFailure.Unusable, $"The ledger's tables in the {name} are gone or were changed ({error.MessageText}). Restore them from a backup.", error),
        _ => new(LedgerFailure.Unavailable, $"The {name}: {error.MessageText} ({error.SqlState}).", error),
    };

    // "Exception while reading from stream" says nothing; what it wraps does.
    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
