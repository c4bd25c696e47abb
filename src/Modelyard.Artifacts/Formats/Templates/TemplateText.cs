using System.Globalization;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>A text of a template's code, its escapes resolved as Jinja does: that is where forbidden names are hidden.</summary>
internal static class TemplateText
{
    internal static string Read(string template, ref int at)
    {
        var (start, quote) = (at, template[at]);
        var text = new StringBuilder();
        for (at++; at < template.Length; at++)
        {
            if (template[at] == quote)
            {
                at++;
                return text.ToString();
            }

            if (template[at] == '\\' && at + 1 < template.Length)
            {
                at++;
                text.Append(Escape(template, ref at));
            }
            else
            {
                text.Append(template[at]);
            }
        }

        throw new MalformedContentException(FormatFault.Damaged, start, "a text does not end");
    }

    /// <summary>Leaves <paramref name="at"/> at the last character of the escape.</summary>
    private static string Escape(string template, ref int at)
    {
        var digits = template[at] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && at + digits < template.Length
            && int.TryParse(template.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.TryCreate(code, out var rune))
        {
            at += digits;
            return rune.ToString();
        }

        var end = at;
        while (end < template.Length && end - at < 3 && template[end] is >= '0' and <= '7')
        {
            end++;
        }

        if (end > at)
        {
            var octal = (char)Convert.ToInt32(template[at..end], 8);
            at = end - 1;
            return octal.ToString();
        }

        // A character by its name can be any: the mark stays, so that no check takes the text for what it seems.
        return template[at] switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 'N' => "\\N", var other => other.ToString() };
    }
}
