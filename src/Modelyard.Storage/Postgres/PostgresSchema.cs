using System.Globalization;
using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>The tables, their version, and the checks a database must pass before it is trusted.</summary>
internal static class PostgresSchema
{
    // "MDYD": processes that start at the same time prepare the schema one after the other.
    private const long PreparationLock = 0x4D445944;

    /// <summary>Each leads from the version that is its index to the next one.</summary>
    private static readonly string[] Steps =
    [
        """
        create schema modelyard;
        create table modelyard.head (
            only_row       boolean primary key default true check (only_row),
            schema_version integer not null,
            revision       bigint  not null,   -- of the newest entry; whoever appends holds a lock on this row
            compacted      bigint  not null
        ) with (fillfactor = 10);              -- updated by every commit: room to do so without touching the index
        create table modelyard.log (
            revision   bigint primary key,
            collection text    collate "C" not null,
            namespace  text    collate "C" not null,
            name       text    collate "C" not null,
            previous   bigint  not null,       -- the revision this one replaces; 0 for a creation
            deleted    boolean not null,
            document   bytea                   -- null for a removal
        );
        create unique index log_by_key on modelyard.log (collection, namespace, name, revision desc);
        insert into modelyard.head (schema_version, revision, compacted) values (0, 1, 0);
        """,
        """
        alter table modelyard.head
            add column trail_sequence bigint not null default 0,
            add column trail_hash     bytea  not null default decode(repeat('00', 32), 'hex'),
            add column trail_seal     bytea,
            add column trail_key      text;          -- fingerprint; null while there is no trail
        create table modelyard.trail (
            sequence bigint primary key,
            time     bigint not null,                -- milliseconds since 1970
            revision bigint not null,                -- of the write it is about; 0 for none
            pruned   bigint not null,                -- records up to this one were removed on purpose; 0 but for anchors
            content  bytea  not null,
            previous bytea  not null,
            hash     bytea  not null
        );
        create index trail_by_time on modelyard.trail (time);
        """,
        """
        alter table modelyard.head
            add column encryption_key      text,                      -- the name of the one in use; null while there is none
            add column encryption_coverage text not null default '';  -- what was brought to it; empty while that is not finished
        """,
        """
        alter table modelyard.log add column terms text;   -- what the document can be listed by; null when that is not known
        """,
    ];

    /// <summary>The first version with terms.</summary>
    private const int TermsVersion = 4;

    public static int Version => Steps.Length;

    public static async Task PrepareAsync(NpgsqlDataSource source, string name, DocumentTerms? terms, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({PreparationLock.ToString(CultureInfo.InvariantCulture)})", cancellationToken);
        var version = await ReadVersionAsync(connection, name, cancellationToken);
        if (version > Version)
        {
            throw new StoreUnusableException(
                $"{name} was written by a newer release (schema {version}, this one knows {Version}); run that release or restore a backup");
        }

        if (version < Version)
        {
            foreach (var step in Steps[version..])
            {
                await ExecuteAsync(connection, step, cancellationToken);
            }

            if (version is > 0 and < TermsVersion)
            {
                await FillTermsAsync(connection, terms, cancellationToken);
            }

            await ExecuteAsync(connection, $"update modelyard.head set schema_version = {Version.ToString(CultureInfo.InvariantCulture)}", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select current_setting('server_encoding'),
                   to_regclass('modelyard.head') is not null and to_regclass('modelyard.log') is not null,
                   to_regnamespace('modelyard') is not null
                   or exists (
                       select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                       where c.relkind in ('r', 'p') and n.nspname not like 'pg\_%' and n.nspname not in ('information_schema', 'modelyard_ledger')
                         and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))   -- not a part of an extension
            """,
            connection);
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            await row.ReadAsync(cancellationToken);
            var (encoding, ours, taken) = (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2));
            if (encoding != "UTF8")
            {
                throw new StoreUnusableException($"{name} has the encoding {encoding}; create a database with \"createdb --encoding=UTF8\"");
            }

            if (!ours)
            {
                return taken ? throw new StoreUnusableException($"{name} has tables of another program; create a database for Modelyard alone") : 0;
            }
        }

        await using var version = new NpgsqlCommand("select schema_version from modelyard.head", connection);
        return (int)(await version.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task FillTermsAsync(NpgsqlConnection connection, DocumentTerms? terms, CancellationToken cancellationToken)
    {
        for (var after = (long?)0; after is { } position;)
        {
            await using var read = new NpgsqlCommand(
                "select revision, document from modelyard.log where revision > $1 and document is not null order by revision limit 500", connection)
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = position } },
            };
            await using var fill = new NpgsqlBatch(connection);
            after = null;
            await using (var row = await read.ExecuteReaderAsync(cancellationToken))
            {
                while (await row.ReadAsync(cancellationToken))
                {
                    after = row.GetInt64(0);
                    fill.BatchCommands.Add(new NpgsqlBatchCommand("update modelyard.log set terms = $1 where revision = $2")
                    {
                        Parameters =
                        {
                            new NpgsqlParameter<string> { TypedValue = RowTerms.Of(terms, row.GetFieldValue<byte[]>(1)) },
                            new NpgsqlParameter<long> { TypedValue = after.Value },
                        },
                    });
                }
            }

            if (after is not null)
            {
                await fill.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
