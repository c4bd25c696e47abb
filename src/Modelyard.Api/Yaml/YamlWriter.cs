using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Writes documents as YAML, the way kubectl shows them: block style, keys in order, quotes only where a reader would be misled.</summary>
public static class YamlWriter
{
    /// <summary>One document, ending in a line break.</summary>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        WriteValue(text, node, 0, isItem: true);
        return text.ToString();
    }

    /// <summary>Several documents, with <c>---</c> between them.</summary>
    public static string WriteAll(IEnumerable<JsonNode?> nodes) => string.Join("---\n", nodes.Select(Write));

    // isItem: what is written continues the current line ("- " or the document's start), so a map begins right there.
    private static void WriteValue(StringBuilder text, JsonNode? node, int indent, bool isItem)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                WriteMap(text, map, indent, isItem);
                break;
            case JsonArray { Count: > 0 } list:
                WriteList(text, list, indent, isItem);
                break;
            case JsonObject:
                text.Append("{}\n");
                break;
            case JsonArray:
                text.Append("[]\n");
                break;
            case null:
                text.Append("null\n");
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                YamlText.Write(text, value.GetValue<string>(), indent);
                text.Append('\n');
                break;
            default:
                text.Append(node.ToJsonString()).Append('\n');
                break;
        }
    }

    private static void WriteMap(StringBuilder text, JsonObject map, int indent, bool isItem)
    {
        foreach (var (key, value) in map.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (!isItem)
            {
                text.Append(' ', indent);
            }

            isItem = false;
            YamlText.WriteKey(text, key);
            text.Append(':');

            // A list hangs at its key's own column, a map two to the right.
            var below = value is JsonArray ? indent : indent + 2;
            text.Append(IsBlock(value) ? '\n' : ' ');
            WriteValue(text, value, below, isItem: false);
        }
    }

    private static void WriteList(StringBuilder text, JsonArray list, int indent, bool isItem)
    {
        foreach (var item in list)
        {
            if (!isItem)
            {
                text.Append(' ', indent);
            }

            isItem = false;
            text.Append("- ");
            WriteValue(text, item, indent + 2, isItem: true);
        }
    }

    private static bool IsBlock(JsonNode? node) => node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 };
}
