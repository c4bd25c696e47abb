using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>
/// What an unquoted YAML word means. These are the rules of the library kubectl uses, not those of YAML 1.2: <c>yes</c> and <c>on</c> are
/// true there and 0777 is octal, and a manifest must not change its meaning on the way to a cluster.
/// </summary>
internal static partial class YamlScalars
{
    /// <summary>The value of an unquoted word; null for YAML's null.</summary>
    public static JsonNode? Resolve(string word) => word switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "true" or "True" or "TRUE" => JsonValue.Create(true),
        "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ => char.IsAsciiDigit(word[0]) || word[0] is '+' or '-' or '.' ? Number(word) ?? JsonValue.Create(word) : JsonValue.Create(word),
    };

    /// <summary>Whether a word stays a text when it is not quoted: for kubectl, and for readers that know times and base 60 as well.</summary>
    public static bool IsText(string word) => !IsNotFinite(word) && !TimeRegex().IsMatch(word) && Resolve(word) is JsonValue value && value.TryGetValue(out string? _);

    /// <summary>Infinity and not-a-number, which JSON does not have.</summary>
    public static bool IsNotFinite(string word) =>
        word.TrimStart('+', '-') is ".inf" or ".Inf" or ".INF" || word is ".nan" or ".NaN" or ".NAN";

    /// <summary>A colon at the end or before white space, which makes a key of what is before it.</summary>
    public static bool HasEndOfKey(string word) =>
        word.EndsWith(':') || word.Contains(": ", StringComparison.Ordinal) || word.Contains(":\t", StringComparison.Ordinal);

    /// <summary>A number as a node; null when the word is none.</summary>
    public static JsonNode? Number(string word)
    {
        var plain = word.Replace("_", "", StringComparison.Ordinal);
        if (WholeRegex().Match(plain) is { Success: true } whole)
        {
            return Whole(whole);
        }

        return FractionRegex().IsMatch(plain)
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction)
            && double.IsFinite(fraction)
                ? Fraction(fraction)
                : null;
    }

    private static JsonNode? Whole(Match match)
    {
        var negative = match.Groups["sign"].Value == "-";
        var digits = match.Groups["digits"].Value;
        var radix = match.Groups["radix"].Value.ToLowerInvariant() switch { "0x" => 16, "0b" => 2, "0o" or "0" => 8, _ => 10 };
        System.Numerics.BigInteger value = 0;
        foreach (var digit in digits)
        {
            var worth = Convert.ToInt32(digit.ToString(), 16);
            if (worth >= radix)
            {
                // 089 looks octal and is not: read it as decimal, as a float would be.
                return double.TryParse(match.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var other) ? Fraction(other) : null;
            }

            value = (value * radix) + worth;
        }

        value = negative ? -value : value;
        return value >= long.MinValue && value <= long.MaxValue
            ? JsonValue.Create((long)value)
            // Parsed again, since the conversion of a big integer cuts digits off instead of rounding.
            : Fraction(double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    // 1.0 and 1e3 are whole numbers once they are JSON, as they are for kubectl.
    private static JsonNode Fraction(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);

    [GeneratedRegex(@"^(?<sign>[-+])?(?:(?<radix>0[xX])(?<digits>[0-9a-fA-F]+)|(?<radix>0[bB])(?<digits>[01]+)|(?<radix>0[oO])(?<digits>[0-7]+)|(?<radix>0)(?<digits>[0-9]+)|(?<digits>[0-9]+))\z")]
    private static partial Regex WholeRegex();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)\z")]
    private static partial Regex TimeRegex();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex FractionRegex();
}
