using System.Data;
using System.Globalization;
using Npgsql;

namespace Modelyard.Ledger;

/// <summary>A PostgreSQL database, which any number of processes may have open.</summary>
internal sealed class PostgresLedger : LedgerDatabase
{
    private const int Seconds = 10;

    // Set on each connection, and never reset on it, rather than asked for when it is opened: poolers refuse that. Locks are waited for less long than a
    // command may take, so that it is known what it waited for; and who hangs while others wait is cut off.
    private static readonly string Settings = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        select set_config('search_path', '{PostgresSchema.Schema}', false),
               set_config('lock_timeout', '{Seconds / 2}s', false),
               set_config('idle_in_transaction_session_timeout', '{Seconds}s', false),
               set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false)
        """);

    private const int Attempts = 5;

    private readonly NpgsqlDataSource _source;

    private PostgresLedger(NpgsqlDataSource source, string name) => (_source, Name) = (source, name);

    internal override string Name { get; }

    public static async Task<LedgerDatabase> ConnectAsync(string connectionString, string name, CancellationToken cancellationToken)
    {
        var source = Connect(connectionString);
        try
        {
            await PostgresSchema.PrepareAsync(source, name, cancellationToken);
            return new PostgresLedger(source, name);
        }
        catch (Exception error)
        {
            await source.DisposeAsync();
            if (PostgresErrors.IsFault(error))
            {
                throw PostgresErrors.Translate(error, name);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    internal override Task<T> ReadAsync<T>(Func<LedgerSession, T> read, CancellationToken cancellationToken) =>
        RunAsync(connection => read(new LedgerSession(connection, null)), cancellationToken);

    internal override Task<T> WriteAsync<T>(Func<LedgerSession, T> write, CancellationToken cancellationToken) => RunAsync(
        connection =>
        {
            using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
            var result = write(new LedgerSession(connection, transaction));
            Commit(transaction);
            return result;
        },
        cancellationToken);

    internal override IReadOnlyList<bool> Insert(LedgerSession session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows) =>
        PostgresRows.Insert(session, table, columns, rows);

    internal override async Task PrepareUsageAsync(IReadOnlyCollection<DateOnly> days, CancellationToken cancellationToken)
    {
        var there = await ReadAsync(UsagePartitions.List, cancellationToken);
        var missing = days.Except(there).Order().ToList();
        if (missing.Count > 0)
        {
            await WriteAsync(session => UsagePartitions.Create(session, missing), cancellationToken);
        }
    }

    internal override async Task PruneUsageAsync(DateOnly first, CancellationToken cancellationToken)
    {
        foreach (var day in (await ReadAsync(UsagePartitions.List, cancellationToken)).Where(d => d < first).Order())
        {
            await WriteAsync(session => UsagePartitions.Drop(session, day), cancellationToken);
        }
    }

    private static NpgsqlDataSource Connect(string connectionString)
    {
        var source = new NpgsqlDataSourceBuilder(connectionString);
        source.ConnectionStringBuilder.Timeout = Seconds;
        source.ConnectionStringBuilder.CommandTimeout = Seconds;
        source.ConnectionStringBuilder.KeepAlive = Seconds;
        source.ConnectionStringBuilder.MaxAutoPrepare = 50;
        source.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.ConnectionStringBuilder.IncludeErrorDetail = false;
        source.UsePhysicalConnectionInitializer(
            static connection =>
            {
                using var command = new NpgsqlCommand(Settings, connection);
                command.ExecuteNonQuery();
            },
            static async connection =>
            {
                await using var command = new NpgsqlCommand(Settings, connection);
                await command.ExecuteNonQueryAsync();
            });
        return source.Build();
    }

    // On the thread pool, as with SQLite: what is run is written once for both.
    private Task<T> RunAsync<T>(Func<NpgsqlConnection, T> action, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    using var connection = _source.OpenConnection();
                    return action(connection);
                }
                catch (Exception error) when (attempt < Attempts && (PostgresErrors.IsCollision(error) || (attempt == 1 && PostgresErrors.IsBroken(error))))
                {
                    // Nothing of it has happened: again.
                    cancellationToken.ThrowIfCancellationRequested();
                }
                catch (Exception error) when (PostgresErrors.IsFault(error))
                {
                    throw PostgresErrors.Translate(error, Name);
                }
            }
        },
        cancellationToken);

    private void Commit(NpgsqlTransaction transaction)
    {
        try
        {
            transaction.Commit();
        }
        catch (Exception error) when (PostgresErrors.IsBroken(error))
        {
            throw new LedgerException(
                LedgerFailure.Unavailable, $"The connection to the {Name} was lost while it wrote. It may have happened or not: look before trying again.", error);
        }
    }
}
