using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Modelyard.Storage.Postgres;

/// <summary>
/// Appends to the log. The row of <c>modelyard.head</c> is locked first and released by the commit: of all processes one at a time has
/// it, so that revisions are taken in the order in which they become visible, and none is taken by what is rolled back.
/// </summary>
internal sealed class PostgresAppender(PostgresDatabase database, TimeSpan timeout) : ILogAppender, IDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private int _processId;

    /// <summary>The server's process behind the connection; what it announces we know already.</summary>
    public int ProcessId => Volatile.Read(ref _processId);

    /// <summary>A command of the transaction that has begun.</summary>
    public NpgsqlCommand CreateCommand(string sql) => new(sql, _connection, _transaction);

    public LogState Begin(IReadOnlyCollection<ResourceKey> keys) => Translated(() =>
    {
        var kept = _connection is not null;
        try
        {
            return Lock(keys);
        }
        catch (Exception error) when (kept && PostgresErrors.IsBroken(error))
        {
            // The server was restarted since the last write, perhaps. Nothing is written yet, so a new connection is as good.
            Rollback();
            return Lock(keys);
        }
    });

    public void Append(IReadOnlyList<LogEntry> entries, TrailAddition? trail) => Translated(() =>
    {
        if (entries.Count == 0 && trail is null)
        {
            return 0;
        }

        using var batch = new NpgsqlBatch(_connection!, _transaction);
        foreach (var (change, previous, document, terms) in entries)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                insert into modelyard.log (revision, collection, namespace, name, previous, deleted, document, terms)
                values ($1, $2, $3, $4, $5, $6, $7, $8)
                """)
            {
                Parameters =
                {
                    new NpgsqlParameter<long> { TypedValue = change.Revision },
                    new NpgsqlParameter<string> { TypedValue = change.Key.Collection },
                    new NpgsqlParameter<string> { TypedValue = change.Key.Namespace },
                    new NpgsqlParameter<string> { TypedValue = change.Key.Name },
                    new NpgsqlParameter<long> { TypedValue = previous },
                    new NpgsqlParameter<bool> { TypedValue = document is null },
                    new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = document ?? (object)DBNull.Value },
                    new NpgsqlParameter<string> { TypedValue = terms },
                },
            });
        }

        if (trail is not null)
        {
            PostgresTrail.Append(batch, trail);
        }

        if (entries.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("update modelyard.head set revision = $1")
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = entries[^1].Change.Revision } },
            });

            // Sent by the commit, and only a hint: whoever misses it looks by itself a little later.
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"select pg_notify('{PostgresListener.Channel}', '')"));
        }

        return batch.ExecuteNonQuery();
    });

    public long PruneTrail(DateTimeOffset before, int limit) =>
        Translated(() => PostgresTrail.Prune(_connection!, _transaction!, before.ToUnixTimeMilliseconds(), limit));

    public int Compact(long revision, int limit) => Translated(() =>
    {
        // One statement has one snapshot, and one transaction both: a reader that misses rows sees the mark that explains it.
        using var command = new NpgsqlCommand(
            """
            with mark as (update modelyard.head set compacted = greatest(compacted, $1))
            delete from modelyard.log where revision in (
                select l.revision from modelyard.log as l
                where l.revision <= $1
                  and (l.deleted or exists (
                      select 1 from modelyard.log as k
                      where k.collection = l.collection and k.namespace = l.namespace and k.name = l.name
                        and k.revision > l.revision and k.revision <= $1))
                order by l.revision   -- a removal must not go before what it removed, or that would come back
                limit $2)
            """,
            _connection,
            _transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = revision });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return command.ExecuteNonQuery();
    });

    public void Commit()
    {
        try
        {
            _transaction!.Commit();
            _transaction = null;
        }
        catch (Exception error) when (PostgresErrors.IsFault(error))
        {
            throw PostgresErrors.IsRefusal(error)
                ? database.Translate(error)
                : new WriteUncertainException(
                    $"{database.Name}: the connection was lost during the commit; the write may have happened or not: read before trying again", error);
        }
    }

    public void Rollback()
    {
        // The server rolls back what belongs to a connection that ends; a new one is made when it is needed.
        _transaction = null;
        var connection = _connection;
        _connection = null;
        if (connection is not null)
        {
            try
            {
                connection.Dispose();
            }
            catch (Exception)
            {
                // It was broken before, and is not used again whatever this says.
            }
        }
    }

    public void Dispose() => Rollback();

    private static NpgsqlParameter Texts(IEnumerable<string> values) => new NpgsqlParameter<string[]> { TypedValue = [.. values] };

    private LogState Lock(IReadOnlyCollection<ResourceKey> keys)
    {
        _connection ??= Connect();
        _transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);
        using var batch = new NpgsqlBatch(_connection, _transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("select revision, trail_sequence, trail_hash, encryption_key from modelyard.head for update"),
                new NpgsqlBatchCommand(
                    """
                    select l.revision, l.namespace, l.name, l.document, l.collection
                    from unnest($1, $2, $3) as k (collection, namespace, name)
                    cross join lateral (
                        select * from modelyard.log
                        where collection = k.collection and namespace = k.namespace and name = k.name
                        order by revision desc limit 1) as l
                    where not l.deleted
                    """)
                {
                    Parameters = { Texts(keys.Select(k => k.Collection)), Texts(keys.Select(k => k.Namespace)), Texts(keys.Select(k => k.Name)) },
                },
            },
        };
        using var row = batch.ExecuteReader();
        row.Read();
        var revision = row.GetInt64(0);
        var trail = new TrailHead(row.GetInt64(1), row.GetFieldValue<byte[]>(2));
        var encryptionKey = row.IsDBNull(3) ? null : row.GetString(3);
        row.NextResult();
        var newest = new Dictionary<ResourceKey, StoredResource>(keys.Count);
        while (row.Read())
        {
            var found = LogRows.Resource(row.GetString(4), row);
            newest.Add(found.Key, found);
        }

        return new LogState(revision, newest, trail, encryptionKey);
    }

    private NpgsqlConnection Connect()
    {
        var connection = database.Source.OpenConnection();
        try
        {
            // A process that hangs while it has the lock must not hold up the others for ever, and neither setting of the server
            // may make a commit anything less than durable.
            using var settings = new NpgsqlCommand(
                """
                select set_config('lock_timeout', $1, false),
                       set_config('idle_in_transaction_session_timeout', $1, false),
                       set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false)
                """,
                connection);
            settings.Parameters.Add(new NpgsqlParameter<string>
            {
                // Less than what a command may take, so that it is known what it waited for.
                TypedValue = ((long)timeout.TotalMilliseconds / 2).ToString(System.Globalization.CultureInfo.InvariantCulture),
            });
            settings.ExecuteNonQuery();
            Volatile.Write(ref _processId, connection.ProcessID);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T Translated<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (PostgresErrors.IsFault(error))
        {
            throw database.Translate(error);
        }
    }
}
