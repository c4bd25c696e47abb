using System.Data.Common;
using System.Text.Json;

namespace Modelyard.Ledger;

/// <summary>How values are in columns: times as Unix milliseconds, lists and records as JSON.</summary>
internal static class LedgerColumns
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string? ToColumn<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, Options);

    public static long? ToColumn(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static string? TextAt(this DbDataReader row, string column) => row.At(column) is var i && row.IsDBNull(i) ? null : row.GetString(i);

    public static long? NumberAt(this DbDataReader row, string column) => row.At(column) is var i && row.IsDBNull(i) ? null : row.GetInt64(i);

    public static DateTimeOffset? TimeAt(this DbDataReader row, string column) =>
        row.NumberAt(column) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    public static T? JsonAt<T>(this DbDataReader row, string column)
        where T : class => row.TextAt(column) is { } text ? JsonSerializer.Deserialize<T>(text, Options) : null;

    private static int At(this DbDataReader row, string column) => row.GetOrdinal(column);
}
