using System.Globalization;
using System.Text;
using OpenTelemetry;

namespace Modelyard.Telemetry;

/// <summary>What tells the numbers of a metric apart, written down.</summary>
internal static class PrometheusLabels
{
    public static string Of(ReadOnlyTagCollection tags)
    {
        var list = new List<KeyValuePair<string, object?>>(tags.Count);
        foreach (var tag in tags)
        {
            list.Add(tag);
        }

        return Of(list);
    }

    /// <summary>Without the braces; empty when there are none. What has no value is no label.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            if (value is not null)
            {
                // Names that differ only in what Prometheus does not allow become one, with all values.
                var (name, text) = (PrometheusName.OfLabel(key), Text(value));
                labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{text}" : text;
            }
        }

        var written = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            written.Append(written.Length > 0 ? "," : "").Append(name).Append("=\"");
            Escape(written, value, quotes: true);
            written.Append('"');
        }

        return written.ToString();
    }

    public static void Escape(StringBuilder to, string text, bool quotes)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => to.Append("\\\\"),
                '\n' => to.Append("\\n"),
                '"' when quotes => to.Append("\\\""),
                _ => to.Append(c),
            };
        }
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
