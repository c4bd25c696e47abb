using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>JSON as a model would write it: no white space, and escapes only where JSON demands them.</summary>
internal static class JsonLiteral
{
    internal static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()!),
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Value))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(m => $"{Text(m.Name)}:{Value(m.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    internal static string Text(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                < ' ' or '\x7F' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        return json.Append('"').ToString();
    }
}
