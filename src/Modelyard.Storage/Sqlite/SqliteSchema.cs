using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The tables, their version, and the checks a file must pass before it is trusted.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    // "MDYD": tells our files from any other SQLite database.
    private const int ApplicationId = 0x4D445944;

    private const string Tables = """
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
        """;

    public static void Prepare(SqliteConnection connection, string path)
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
            Execute(connection, string.Create(CultureInfo.InvariantCulture,
                $"begin; {Tables} pragma application_id={ApplicationId}; pragma user_version={Version}; commit;"));
        }
        else if (application != ApplicationId)
        {
            throw new StoreUnusableException($"{path} is a database of another program; choose another data folder");
        }
        else if (version > Version)
        {
            throw new StoreUnusableException($"{path} was written by a newer release (schema {version}, this one knows {Version}); run that release or restore a backup");
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
