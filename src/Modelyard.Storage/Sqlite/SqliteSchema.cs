using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The tables, their version, and the checks a file must pass before it is trusted.</summary>
internal static class SqliteSchema
{
    // "MDYD": tells our files from any other SQLite database.
    private const int ApplicationId = 0x4D445944;

    /// <summary>Each leads from the version that is its index to the next one. A step that was released is never edited.</summary>
    private static readonly string[] Steps =
    [
        """
        create table log (
            revision   integer primary key,
            collection text    not null,
            namespace  text    not null,
            name       text    not null,
            previous   integer not null,   -- the revision this one replaces; 0 for a creation
            deleted    integer not null,
            document   blob                -- null for a removal
        );
        create unique index log_by_key on log (collection, namespace, name, revision, deleted);
        create table compaction (revision integer not null);
        insert into compaction values (0);
        """,
        """
        create table trail (
            sequence integer primary key,
            time     integer not null,     -- milliseconds since 1970
            revision integer not null,     -- of the write it is about; 0 for none
            pruned   integer not null,     -- records up to this one were removed on purpose; 0 but for anchors
            content  blob    not null,
            previous blob    not null,
            hash     blob    not null
        );
        create index trail_by_time on trail (time);
        create table trail_head (
            sequence integer not null,
            hash     blob    not null,
            seal     blob    not null,
            key      text    not null      -- fingerprint
        );
        """,
        """
        create table encryption (
            key      text not null,        -- the name of the one in use
            coverage text not null         -- what was brought to it; empty while that is not finished
        );
        """,
        """
        alter table log add column terms text;   -- what the document can be listed by; null when that is not known
        drop index log_by_key;
        create unique index log_by_key on log (collection, namespace, name, revision, deleted, terms);
        """,
        """
        create table newest (              -- of each key that is there, its last row in the log, and the terms of that
            collection text    not null,
            namespace  text    not null,
            name       text    not null,
            revision   integer not null,
            terms      text,
            primary key (collection, namespace, name)
        ) without rowid;
        insert into newest
            select collection, namespace, name, revision, terms from (
                select collection, namespace, name, max(revision) as revision, deleted, terms from log group by collection, namespace, name)
            where deleted = 0;
        create trigger log_written after insert on log when new.deleted = 0 begin
            insert into newest values (new.collection, new.namespace, new.name, new.revision, new.terms)
                on conflict do update set revision = excluded.revision, terms = excluded.terms;
        end;
        create trigger log_removed after insert on log when new.deleted <> 0 begin
            delete from newest where collection = new.collection and namespace = new.namespace and name = new.name;
        end;
        create trigger log_terms after update of terms on log begin
            update newest set terms = new.terms
                where collection = new.collection and namespace = new.namespace and name = new.name and revision = new.revision;
        end;
        drop index log_by_key;
        create unique index log_by_key on log (collection, namespace, name, revision, deleted);
        """,
    ];

    /// <summary>The first version with a trail.</summary>
    public const int TrailVersion = 2;

    /// <summary>The first version with terms.</summary>
    private const int TermsVersion = 4;

    public static int Version => Steps.Length;

    public static void Prepare(SqliteConnection connection, string path, DocumentTerms? terms)
    {
        var check = Scalar<string>(connection, "pragma quick_check(1)");
        if (check != "ok")
        {
            throw new StoreUnusableException($"{path} is damaged ({check}); restore it from a backup");
        }

        var application = Scalar<long>(connection, "pragma application_id");
        var version = Scalar<long>(connection, "pragma user_version");
        var empty = Scalar<long>(connection, "select count(*) from sqlite_master") == 0;
        if (empty)
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"pragma application_id={ApplicationId}"));
        }
        else if (application != ApplicationId)
        {
            throw new StoreUnusableException($"{path} is a database of another program; choose another data folder");
        }
        else if (version > Version)
        {
            throw new StoreUnusableException($"{path} was written by a newer release (schema {version}, this one knows {Version}); run that release or restore a backup");
        }

        for (; version < Version; version++)
        {
            Execute(connection, $"begin; {Steps[version]}");
            if (version + 1 == TermsVersion)
            {
                FillTerms(connection, terms);
            }

            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"pragma user_version={version + 1}; commit;"));
        }
    }

    private static void FillTerms(SqliteConnection connection, DocumentTerms? terms)
    {
        using var next = new PreparedStatement(
            connection, "select revision, document from log where revision > $after and document is not null order by revision limit 1", "$after");
        using var fill = new PreparedStatement(connection, "update log set terms = $terms where revision = $revision", "$terms", "$revision");
        for (var after = 0L; ;)
        {
            string? found;
            using (var row = next.Query(after))
            {
                if (!row.Read())
                {
                    return;
                }

                after = row.GetInt64(0);
                found = RowTerms.Of(terms, row.GetFieldValue<byte[]>(1));
            }

            fill.Execute(found, after);
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static T Scalar<T>(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
