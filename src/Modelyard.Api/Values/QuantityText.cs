using System.Globalization;

namespace Modelyard.Api;

/// <summary>The text form of quantities: sign, digits with an optional point, and a suffix or an exponent.</summary>
internal static class QuantityText
{
    private const string BinaryUnits = "KMGTPE";

    public static bool TryRead(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        var end = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var digits = 0;
        for (var points = 0; end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] == '.' && points++ == 0)); end++)
        {
            digits += text[end] == '.' ? 0 : 1;
        }

        return digits > 0
            && decimal.TryParse(text[..end], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
            && TryScale(text[end..], ref value);
    }

    public static string Format(decimal value)
    {
        if (value == Math.Truncate(value))
        {
            return value.ToString("0", CultureInfo.InvariantCulture);
        }

        foreach (var (unit, factor) in new[] { ("m", 1e3m), ("u", 1e6m) })
        {
            if (value * factor == Math.Truncate(value * factor))
            {
                return (value * factor).ToString("0", CultureInfo.InvariantCulture) + unit;
            }
        }

        // A billionth is the finest step there is; less is rounded up, never lost.
        return Math.Ceiling(value * 1e9m).ToString("0", CultureInfo.InvariantCulture) + "n";
    }

    public static string FormatBinary(long value)
    {
        var power = 0;
        for (; value != 0 && value % 1024 == 0 && power < BinaryUnits.Length; power++)
        {
            value /= 1024;
        }

        var number = value.ToString(CultureInfo.InvariantCulture);
        return power == 0 ? number : $"{number}{BinaryUnits[power - 1]}i";
    }

    private static bool TryScale(ReadOnlySpan<char> suffix, ref decimal value)
    {
        if (suffix.Length == 0)
        {
            return true;
        }

        // "E" alone is the suffix exa; followed by digits it is an exponent.
        if (suffix[0] is 'e' or 'E' && suffix.Length > 1 && suffix[1] != 'i')
        {
            return int.TryParse(suffix[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                && TryMultiply(ref value, 10, exponent);
        }

        if (suffix.Length == 2 && suffix[1] == 'i' && BinaryUnits.IndexOf(suffix[0]) is >= 0 and var power)
        {
            return TryMultiply(ref value, 1024, power + 1);
        }

        int? exponent10 = suffix.Length > 1
            ? null
            : suffix[0] switch { 'n' => -9, 'u' => -6, 'm' => -3, 'k' => 3, 'M' => 6, 'G' => 9, 'T' => 12, 'P' => 15, 'E' => 18, _ => null };
        return exponent10 is { } exp && TryMultiply(ref value, 10, exp);
    }

    private static bool TryMultiply(ref decimal value, decimal factor, int times)
    {
        if (Math.Abs(times) > 28)
        {
            return value == 0;
        }

        try
        {
            for (var i = 0; i < Math.Abs(times); i++)
            {
                value = times > 0 ? value * factor : value / factor;
            }

            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
