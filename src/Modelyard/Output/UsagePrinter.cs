using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard;

/// <summary>How usage is shown.</summary>
internal enum UsageFormat
{
    Table,
    Csv,
    Json,
}

/// <summary>Prints the answer of a usage report.</summary>
internal static class UsagePrinter
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };
    private static readonly string[] Sums = ["requests", "errors", "cacheHits", "inputTokens", "cachedInputTokens", "outputTokens", "images", "cost", "currency"];

    public static string Print(JsonObject status, IReadOnlyList<string> by, UsageFormat format) => format switch
    {
        UsageFormat.Json => status.ToJsonString(Indented) + "\n",
        UsageFormat.Csv => Csv(status, by),
        _ => Table(status, by),
    };

    private static string Csv(JsonObject status, IReadOnlyList<string> by)
    {
        var text = new StringBuilder();
        foreach (var line in Rows(status, by.Count > 0 ? "rows" : "total", [.. by, .. Sums]).Prepend([.. by, .. Sums]))
        {
            text.AppendJoin(',', line.Select(Quoted)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Table(JsonObject status, IReadOnlyList<string> by)
    {
        string[] sums = ["REQUESTS", "ERRORS", "CACHE HITS", "IN", "CACHED", "OUT", "IMAGES", "COST"];
        var rows = Rows(status, "rows", [.. by, .. Sums]).Select(WithCurrency).ToList();
        var total = Rows(status, "total", Sums).Select(row => WithCurrency([.. by.Select((_, i) => i == 0 ? "TOTAL" : ""), .. row]));
        return TextTable.Format([.. by.Select(b => b.ToUpperInvariant()), .. sums], by.Count > 0 ? [.. rows, .. total] : [.. total]);

        static string[] WithCurrency(IReadOnlyList<string> row) => [.. row.SkipLast(2), $"{row[^2]} {row[^1]}".Trim()];
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(JsonObject status, string part, IReadOnlyList<string> fields) =>
        (status[part] as JsonArray ?? []).Select(row => fields.Select(f => Text(row![f])).ToList());

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue number when number.TryGetValue<long>(out var n) => n.ToString(CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
