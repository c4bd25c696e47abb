using System.Globalization;
using System.Text;

namespace Modelyard.Api;

/// <summary>Writes one text in the plainest form that is read back as the same text.</summary>
internal static class YamlText
{
    // With one of these in front, an unquoted word would be something else than a word.
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    public static void Write(StringBuilder to, string value, int indent)
    {
        if (IsPlain(value))
        {
            to.Append(value);
        }
        else if (IsBlock(value))
        {
            WriteBlock(to, value, indent);
        }
        else if (YamlScalars.IsText(value) && !value.Any(NeedsEscape))
        {
            to.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
        else
        {
            WriteEscaped(to, value);
        }
    }

    /// <summary>A key: on one line, always.</summary>
    public static void WriteKey(StringBuilder to, string key)
    {
        // A star after a space is part of the word to some readers and an alias to others, and only keys suffer from it.
        if (IsPlain(key) && key != "<<" && !key.Contains('*'))
        {
            to.Append(key);
        }
        else
        {
            WriteEscaped(to, key);
        }
    }

    private static bool IsPlain(string value) =>
        value.Length > 0
        && YamlScalars.IsText(value)
        && (!Indicators.Contains(value[0]) || (value[0] is '-' or '?' or ':' && value.Length > 1 && value[1] != ' '))
        && value[0] != ' '
        && value[^1] is not (' ' or ':')
        && !value.Contains(": ", StringComparison.Ordinal)
        && !value.Contains(" #", StringComparison.Ordinal)
        && !value.StartsWith("---", StringComparison.Ordinal)
        && !value.StartsWith("...", StringComparison.Ordinal)
        && !value.Any(NeedsEscape);

    // Lines that are only white space, or a first line that starts with it, would need an indentation hint.
    private static bool IsBlock(string value) =>
        value.Contains('\n') && value[0] is not ('\n' or ' ') && !value.Any(c => c != '\n' && NeedsEscape(c)) && value.TrimEnd('\n').Length > 0;

    private static void WriteBlock(StringBuilder to, string value, int indent)
    {
        var body = value.TrimEnd('\n');
        to.Append('|').Append((value.Length - body.Length) switch { 0 => "-", 1 => "", _ => "+" });
        foreach (var line in value.Length - body.Length > 1 ? value[..^1].Split('\n') : body.Split('\n'))
        {
            to.Append('\n');
            if (line.Length > 0)
            {
                to.Append(' ', Math.Max(indent, 2)).Append(line);
            }
        }
    }

    private static bool NeedsEscape(char c) =>
        c < ' ' || c is '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' || (c is >= '\u0080' and < '\u00a0') || char.IsSurrogate(c);

    private static void WriteEscaped(StringBuilder to, string value)
    {
        to.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            var escaped = rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                > 0xffff => "\\U" + rune.Value.ToString("X8", CultureInfo.InvariantCulture),
                var code when NeedsEscape((char)code) => "\\u" + code.ToString("X4", CultureInfo.InvariantCulture),
                _ => null,
            };
            if (escaped is null)
            {
                to.Append(rune);
            }
            else
            {
                to.Append(escaped);
            }
        }

        to.Append('"');
    }
}
