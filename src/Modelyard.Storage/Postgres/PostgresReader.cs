using System.Data;
using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>Reads of the log. What belongs together is read from one snapshot, so that it fits whatever is written meanwhile.</summary>
internal sealed class PostgresReader(PostgresDatabase database) : ILogReader
{
    private const string Head = "select revision, compacted from modelyard.head";

    public async ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.Source.CreateCommand(Head);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return await ReadHeadAsync(row, cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.IsFault(error))
        {
            throw database.Translate(error);
        }
    }

    public async ValueTask<StoredResource?> FindAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.Source.CreateCommand(
                """
                select revision, deleted, document from modelyard.log
                where collection = $1 and namespace = $2 and name = $3
                order by revision desc limit 1
                """);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Collection });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Namespace });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Name });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken) && !row.GetBoolean(1)
                ? new StoredResource(key, row.GetInt64(0), row.GetFieldValue<byte[]>(2))
                : null;
        }
        catch (Exception error) when (PostgresErrors.IsFault(error))
        {
            throw database.Translate(error);
        }
    }

    public ValueTask<LogPage<StoredResource>> ListAsync(ListQuery query, int? limit, CancellationToken cancellationToken)
    {
        var (@namespace, name) = query.Before;
        var bears = RowTerms.Condition(query, "terms", static number => $"strpos(terms, ${number + 7}) > 0", out var terms);
        var list = new NpgsqlBatchCommand(
            $"""
            select revision, namespace, name, document from (
                select distinct on (namespace, name) revision, namespace, name, deleted, document, terms
                from modelyard.log
                where collection = $1 and (namespace, name) > ($2, $3) and namespace <= $4
                  and revision <= case when $5 = 0 then (select revision from modelyard.head) else $5 end
                order by namespace, name, revision desc) as newest
            where not deleted and {bears}
            order by namespace, name
            limit $6
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = query.Collection },
                new NpgsqlParameter<string> { TypedValue = @namespace },
                new NpgsqlParameter<string> { TypedValue = name },
                new NpgsqlParameter<string> { TypedValue = query.Namespace ?? LogRows.LastNamespace },
                new NpgsqlParameter<long> { TypedValue = query.Revision },
                new NpgsqlParameter<long> { TypedValue = limit ?? long.MaxValue },
            },
        };
        foreach (var term in terms)
        {
            list.Parameters.Add(new NpgsqlParameter<string> { TypedValue = term });
        }

        return ReadPageAsync(list, row => LogRows.Resource(query.Collection, row), cancellationToken);
    }

    public ValueTask<LogPage<StoreChange>> ChangesAsync(WatchQuery query, long after, long until, int limit, CancellationToken cancellationToken)
    {
        var changes = new NpgsqlBatchCommand(
            """
            select l.revision, l.collection, l.namespace, l.name, l.previous, l.deleted, l.document, p.document
            from modelyard.log as l left join modelyard.log as p on p.revision = l.previous
            where l.revision > $1 and l.revision <= $2 and ($3 is null or l.collection = $3) and ($4 is null or l.namespace = $4)
            order by l.revision
            limit $5
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<long> { TypedValue = until },
                new NpgsqlParameter<string> { TypedValue = query.Collection },
                new NpgsqlParameter<string> { TypedValue = query.Namespace },
                new NpgsqlParameter<int> { TypedValue = limit },
            },
        };
        return ReadPageAsync(changes, LogRows.Change, cancellationToken);
    }

    private async Task<LogHead> ReadHeadAsync(NpgsqlDataReader row, CancellationToken cancellationToken) =>
        await row.ReadAsync(cancellationToken)
            ? new LogHead(row.GetInt64(0), row.GetInt64(1))
            : throw new StoreUnusableException($"{database.Name}: the table modelyard.head is empty; restore it from a backup");

    private async ValueTask<LogPage<T>> ReadPageAsync<T>(NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await using var batch = new NpgsqlBatch(connection, snapshot) { BatchCommands = { new NpgsqlBatchCommand(Head), query } };
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            var head = await ReadHeadAsync(row, cancellationToken);
            await row.NextResultAsync(cancellationToken);
            var items = new List<T>();
            while (await row.ReadAsync(cancellationToken))
            {
                items.Add(read(row));
            }

            return new LogPage<T>(head, items);
        }
        catch (Exception error) when (PostgresErrors.IsFault(error))
        {
            throw database.Translate(error);
        }
    }
}
