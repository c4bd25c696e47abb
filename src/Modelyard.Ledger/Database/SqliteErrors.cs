using Microsoft.Data.Sqlite;

namespace Modelyard.Ledger;

/// <summary>What SQLite's error codes mean to a caller of the ledger.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static LedgerException Translate(SqliteException error, string path) => error.SqliteErrorCode switch
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
