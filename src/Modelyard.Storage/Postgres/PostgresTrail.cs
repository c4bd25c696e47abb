using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>
/// The trail in a PostgreSQL database. Its end is in the row of <c>modelyard.head</c> that whoever appends has locked, so that all processes
/// together make one chain.
/// </summary>
internal static class PostgresTrail
{
    /// <summary>Ties the database to a key; another one than before is refused, since nothing written with it could be told from a forgery.</summary>
    public static async Task BindAsync(PostgresDatabase database, TrailKey key, CancellationToken cancellationToken)
    {
        await using (var unbound = database.Source.CreateCommand("select trail_key is null from modelyard.head"))
        {
            if ((bool)(await unbound.ExecuteScalarAsync(cancellationToken))!)
            {
                key.Save();
            }
        }

        await using var bind = database.Source.CreateCommand("update modelyard.head set trail_key = $1, trail_seal = $2 where trail_key is null");
        bind.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Fingerprint });
        bind.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Seal(TrailKey.Beginning) });
        await bind.ExecuteNonQueryAsync(cancellationToken);
        await using var find = database.Source.CreateCommand("select trail_key from modelyard.head");
        key.RequireBound((string)(await find.ExecuteScalarAsync(cancellationToken))!, database.Name);
    }

    public static void Append(NpgsqlBatch batch, TrailAddition trail)
    {
        foreach (var record in trail.Records)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"insert into modelyard.trail ({TrailRows.Columns}) values ($1, $2, $3, $4, $5, $6, $7)")
            {
                Parameters =
                {
                    new NpgsqlParameter<long> { TypedValue = record.Sequence },
                    new NpgsqlParameter<long> { TypedValue = record.Time.ToUnixTimeMilliseconds() },
                    new NpgsqlParameter<long> { TypedValue = record.Revision },
                    new NpgsqlParameter<long> { TypedValue = record.PrunedThrough },
                    new NpgsqlParameter<byte[]> { TypedValue = record.Content.ToArray() },
                    new NpgsqlParameter<byte[]> { TypedValue = record.Previous.ToArray() },
                    new NpgsqlParameter<byte[]> { TypedValue = record.Hash.ToArray() },
                },
            });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("update modelyard.head set trail_sequence = $1, trail_hash = $2, trail_seal = $3")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = trail.Head.Sequence },
                new NpgsqlParameter<byte[]> { TypedValue = trail.Head.Hash.ToArray() },
                new NpgsqlParameter<byte[]> { TypedValue = trail.Seal },
            },
        });
    }

    public static long Prune(NpgsqlConnection connection, NpgsqlTransaction transaction, long before, int limit)
    {
        // Up to the first that is to stay, so that what remains has no hole, whatever the clock did.
        using var command = new NpgsqlCommand(
            """
            with pruned as (
                delete from modelyard.trail
                where sequence < least(
                    (select min(sequence) from modelyard.trail) + $1,
                    coalesce((select min(sequence) from modelyard.trail where time >= $2), (select max(sequence) from modelyard.trail) + 1))
                returning sequence)
            select coalesce(max(sequence), 0) from pruned
            """,
            connection,
            transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before });
        return (long)command.ExecuteScalar()!;
    }
}
