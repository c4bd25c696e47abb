using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Modelyard.Storage.Postgres;

/// <summary>The trail in a PostgreSQL database, which other processes may write to.</summary>
public sealed class PostgresTrailSnapshot : ITrailSnapshot
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly PostgresDatabase _database;
    private readonly NpgsqlConnection _connection;

    private PostgresTrailSnapshot(PostgresDatabase database, NpgsqlConnection connection, SealedTrailHead? head) =>
        (_database, _connection, Head) = (database, connection, head);

    /// <inheritdoc/>
    public SealedTrailHead? Head { get; }

    /// <exception cref="StoreUnavailableException">Not reachable.</exception>
    public static async Task<PostgresTrailSnapshot> OpenAsync(PostgresAddress address, CancellationToken cancellationToken)
    {
        var database = new PostgresDatabase(PostgresResourceStore.Connect(address, Timeout), address.Name);
        try
        {
            // Held to the end: the transaction is what makes it a snapshot.
            var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            return new PostgresTrailSnapshot(database, connection, await ReadHeadAsync(connection, cancellationToken));
        }
        catch (Exception error)
        {
            await database.Source.DisposeAsync();
            if (PostgresErrors.IsFault(error))
            {
                throw database.Translate(error);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrailRecord> ReadAsync(
        DateTimeOffset? since, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var select = new NpgsqlCommand(
            $"select {TrailRows.Columns} from modelyard.trail where ($1 is null or time >= $1) and ($2 is null or time < $2) order by sequence", _connection);
        select.Parameters.Add(Milliseconds(since));
        select.Parameters.Add(Milliseconds(until));
        await foreach (var record in RecordsAsync(select, cancellationToken))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrailRecord> ReadFromAsync(long first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var select = new NpgsqlCommand($"select {TrailRows.Columns} from modelyard.trail where sequence >= $1 order by sequence", _connection);
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = first });
        await foreach (var record in RecordsAsync(select, cancellationToken))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrailRecord> ReadNewestAsync(TrailWindow window, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = window.Before ?? TrailPosition.End;
        await using var select = new NpgsqlCommand(
            $"""
            select {TrailRows.Columns} from modelyard.trail
            where time >= $1 and time < $2 and (time, sequence) < ($3, $4)
            order by time desc, sequence desc limit $5
            """,
            _connection);
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = window.Since?.ToUnixTimeMilliseconds() ?? 0 });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = window.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before.Time.ToUnixTimeMilliseconds() });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before.Sequence });
        select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await foreach (var record in RecordsAsync(select, cancellationToken))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _database.Source.DisposeAsync();
    }

    private async IAsyncEnumerable<TrailRecord> RecordsAsync(NpgsqlCommand select, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var row = await TranslatedAsync(() => select.ExecuteReaderAsync(cancellationToken));
        while (await TranslatedAsync(() => row.ReadAsync(cancellationToken)))
        {
            yield return TrailRows.Record(row);
        }
    }

    private static NpgsqlParameter Milliseconds(DateTimeOffset? time) =>
        new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = time?.ToUnixTimeMilliseconds() ?? (object)DBNull.Value };

    private static async Task<SealedTrailHead?> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var find = new NpgsqlCommand("select to_regclass('modelyard.trail') is not null", connection))
        {
            if (!(bool)(await find.ExecuteScalarAsync(cancellationToken))!)
            {
                return null;
            }
        }

        await using var select = new NpgsqlCommand(
            "select trail_sequence, trail_hash, trail_seal, trail_key, revision from modelyard.head where trail_key is not null", connection);
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? TrailRows.Head(row, row.GetInt64(4)) : null;
    }

    private async Task<T> TranslatedAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception error) when (PostgresErrors.IsFault(error))
        {
            throw _database.Translate(error);
        }
    }
}
