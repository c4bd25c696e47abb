using System.Globalization;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>Inserts many rows at once, so that they share the way to the server.</summary>
internal static class PostgresRows
{
    private const int RowsAtOnce = 25;

    /// <summary>Inserts those that are not there yet; says of each whether it was.</summary>
    /// <remarks>Rows are told apart by their <c>id</c>, which is one of the columns.</remarks>
    public static bool[] Insert(LedgerSession session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        var inserted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in rows.Chunk(RowsAtOnce))
        {
            inserted.UnionWith(session.Query(Sql(table, columns, some.Length), static row => row.GetString(0), Parameters(some, columns.Count)));
        }

        var id = columns.ToList().IndexOf("id");
        return [.. rows.Select(r => inserted.Contains((string)r[id]!))];
    }

    private static string Sql(string table, IReadOnlyList<string> columns, int rows)
    {
        var sql = new StringBuilder(rows * columns.Count * 8).Append("INSERT INTO ").Append(table).Append(" (").AppendJoin(", ", columns).Append(") VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(row * columns.Count, columns.Count).Select(Name)).Append(')');
        }

        return sql.Append(" ON CONFLICT DO NOTHING RETURNING id").ToString();
    }

    private static (string Name, object? Value)[] Parameters(object?[][] rows, int columns) =>
        [.. rows.SelectMany((values, row) => values.Select((value, column) => (Name((row * columns) + column), value)))];

    private static string Name(int parameter) => string.Create(CultureInfo.InvariantCulture, $"@p{parameter}");
}
