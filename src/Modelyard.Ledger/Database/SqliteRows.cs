using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Modelyard.Ledger;

/// <summary>Inserts many rows with one statement, with values by position: the provider looks each up by its name, which takes longer than the insert.</summary>
internal static class SqliteRows
{
    /// <summary>Inserts those that are not there yet; says of each whether it was.</summary>
    public static bool[] Insert(SqliteConnection connection, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        var database = connection.Handle!;
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))}) ON CONFLICT DO NOTHING";
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement), database);
        using (statement)
        {
            var inserted = new bool[rows.Count];
            for (var i = 0; i < rows.Count; i++)
            {
                for (var column = 0; column < columns.Count; column++)
                {
                    Check(Bind(statement, column + 1, rows[i][column]), database);
                }

                var result = raw.sqlite3_step(statement);
                inserted[i] = result == raw.SQLITE_DONE && raw.sqlite3_changes(database) == 1;
                Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, database);
                Check(raw.sqlite3_reset(statement), database);
            }

            return inserted;
        }
    }

    private static int Bind(sqlite3_stmt statement, int position, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, position),
        string text => raw.sqlite3_bind_text(statement, position, text),
        long number => raw.sqlite3_bind_int64(statement, position, number),
        bool flag => raw.sqlite3_bind_int64(statement, position, flag ? 1 : 0),
        _ => throw new ArgumentException($"no column holds a {value.GetType().Name}", nameof(value)),
    };

    private static void Check(int result, sqlite3 database)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }
}
