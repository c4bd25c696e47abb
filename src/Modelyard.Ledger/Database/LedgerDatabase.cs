namespace Modelyard.Ledger;

/// <summary>The database behind the ledgers: a SQLite file of one process, or a PostgreSQL database that several share. A write that has returned is on the disk.</summary>
public abstract class LedgerDatabase : IAsyncDisposable
{
    /// <summary>What to call it in messages.</summary>
    internal abstract string Name { get; }

    /// <summary>Opens a file, creating it (readable by its owner only) or bringing its tables up to date as needed.</summary>
    /// <exception cref="LedgerException">It cannot be used.</exception>
    public static Task<LedgerDatabase> OpenAsync(string path, CancellationToken cancellationToken) => SqliteLedger.OpenFileAsync(path, cancellationToken);

    /// <summary>Connects to a PostgreSQL database, creating the tables or bringing them up to date as needed.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <param name="name">What to call the database in messages, without the password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LedgerException">It cannot be used or reached.</exception>
    public static Task<LedgerDatabase> OpenPostgresAsync(string connectionString, string name, CancellationToken cancellationToken) =>
        PostgresLedger.ConnectAsync(connectionString, name, cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    internal abstract Task<T> ReadAsync<T>(Func<LedgerSession, T> read, CancellationToken cancellationToken);

    /// <summary>All that <paramref name="write"/> does, or nothing. It may be called more than once.</summary>
    internal abstract Task<T> WriteAsync<T>(Func<LedgerSession, T> write, CancellationToken cancellationToken);

    /// <summary>Inserts rows that are not there yet, in a transaction; says of each whether it was.</summary>
    internal abstract IReadOnlyList<bool> Insert(LedgerSession session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows);

    /// <summary>Has room ready for records of usage of these days, as far as the database needs that.</summary>
    internal abstract Task PrepareUsageAsync(IReadOnlyCollection<DateOnly> days, CancellationToken cancellationToken);

    /// <summary>Removes records of usage, not their sums, of the days before <paramref name="first"/>.</summary>
    internal abstract Task PruneUsageAsync(DateOnly first, CancellationToken cancellationToken);
}
