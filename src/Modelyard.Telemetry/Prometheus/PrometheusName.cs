using System.Collections.Frozen;
using System.Text;

namespace Modelyard.Telemetry;

/// <summary>What OpenTelemetry's names are in Prometheus, by the rules that both have agreed on.</summary>
internal static class PrometheusName
{
    private const string Total = "_total";

    private static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tebibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["%"] = "percent",
        ["1"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Periods = new Dictionary<string, string>
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["min"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of a family, without what a counter's numbers have at the end.</summary>
    public static string OfFamily(string name, string unit, bool isCounter)
    {
        var family = Clean(name, colons: true);
        if (isCounter && family.EndsWith(Total, StringComparison.Ordinal))
        {
            family = family[..^Total.Length];
        }

        return unit.Length == 0 || family == unit || family.EndsWith("_" + unit, StringComparison.Ordinal) ? family : $"{family}_{unit}";
    }

    /// <summary>What a counter's numbers are called.</summary>
    public static string OfCounter(string family) => family + Total;

    public static string OfLabel(string key) => Clean(key, colons: false);

    /// <summary>What a unit is called; nothing for what is only counted.</summary>
    public static string OfUnit(string? unit)
    {
        var bare = WithoutNotes(unit ?? "");
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Units.GetValueOrDefault(bare) ?? Clean(bare, colons: false).Trim('_');
        }

        var (what, period) = (bare[..slash], bare[(slash + 1)..]);
        var per = Periods.GetValueOrDefault(period) ?? Clean(period, colons: false).Trim('_');
        return per.Length == 0 ? OfUnit(what) : $"{OfUnit(what)}_per_{per}".TrimStart('_');
    }

    // What is in braces says what is counted, and is no unit.
    private static string WithoutNotes(string unit)
    {
        for (var open = unit.IndexOf('{', StringComparison.Ordinal); open >= 0; open = unit.IndexOf('{', StringComparison.Ordinal))
        {
            var close = unit.IndexOf('}', open);
            unit = close < 0 ? unit[..open] : unit.Remove(open, close - open + 1);
        }

        return unit;
    }

    // Several characters in a row that a name may not have are one underscore.
    private static string Clean(string name, bool colons)
    {
        var clean = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || (c == ':' && colons))
            {
                if (clean.Length == 0 && char.IsAsciiDigit(c))
                {
                    clean.Append('_');
                }

                clean.Append(c);
            }
            else if (clean.Length == 0 || clean[^1] != '_')
            {
                clean.Append('_');
            }
        }

        return clean.ToString();
    }
}
