using Microsoft.Data.Sqlite;

namespace Modelyard.Ledger;

/// <summary>Why a ledger refused.</summary>
public enum LedgerFailure
{
    /// <summary>What was given is not acceptable; the message says why.</summary>
    Invalid,

    /// <summary>There is no such entry.</summary>
    NotFound,

    /// <summary>An entry of this name exists already.</summary>
    AlreadyExists,

    /// <summary>The files cannot be used as they are; a person has to act.</summary>
    Unusable,

    /// <summary>The database did not answer or could not write.</summary>
    Unavailable,
}

/// <summary>A ledger refused or could not do what was asked.</summary>
public sealed class LedgerException(LedgerFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>What kind of refusal this is.</summary>
    public LedgerFailure Failure { get; } = failure;

    /// <summary>Whether the same call may succeed later without anybody changing anything in it.</summary>
    public bool IsTransient => Failure == LedgerFailure.Unavailable;

    internal static LedgerException From(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        Busy or Locked => new(LedgerFailure.Unavailable, $"The ledger {path} is locked by another process.", error),
        Full => new(LedgerFailure.Unavailable, $"The disk that holds the ledger {path} is full. Free some space; nothing was written.", error),
        IoError => new(LedgerFailure.Unavailable, $"The ledger {path} could not be read or written: {error.Message}", error),
        CannotOpen => new(LedgerFailure.Unusable, $"The ledger {path} cannot be opened. Check that its folder exists and can be written.", error),
        Corrupt or NotADatabase => new(
            LedgerFailure.Unusable, $"The ledger {path} is damaged or is not a SQLite database. Restore it from a backup, or move it away to start empty.", error),
        _ => new(LedgerFailure.Unavailable, $"The ledger {path} failed: {error.Message}", error),
    };
}
