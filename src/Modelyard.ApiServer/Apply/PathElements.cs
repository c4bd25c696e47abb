using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Names the parts of a document the way <c>fieldsV1</c> does.</summary>
internal static class PathElements
{
    public static string Field(string name) => "f:" + name;

    public static string FieldName(string element) => element[2..];

    public static bool IsField(string element) => element.StartsWith("f:", StringComparison.Ordinal);

    /// <summary>A list element by the values of its keys; null when it has none of them.</summary>
    public static string? Key(ResourceSchema list, JsonNode? item)
    {
        if (item is not JsonObject element)
        {
            return null;
        }

        var key = new JsonObject();
        foreach (var name in list.ListMapKeys.Order(StringComparer.Ordinal))
        {
            // A key may be left out where the schema has a default for it, as the protocol of a port.
            if ((element[name] ?? list.Items?.Properties?.GetValueOrDefault(name)?.Default) is { } value)
            {
                key[name] = value.DeepClone();
            }
        }

        return key.Count == 0 ? null : "k:" + key.ToJsonString(ApiJson.Options);
    }

    /// <summary>An element of a set by its value.</summary>
    public static string Value(JsonNode? item) => "v:" + (item?.ToJsonString(ApiJson.Options) ?? "null");

    /// <summary>The identity of each element of a merged list, in order.</summary>
    public static IEnumerable<(string Element, JsonNode? Item)> OfList(ResourceSchema schema, JsonArray list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var element = schema.ListType == "set" ? Value(list[i]) : Key(schema, list[i]);
            yield return (element ?? $"i:{i}", list[i]);
        }
    }

    /// <summary>As in messages: <c>.spec.containers[name="x"].image</c>.</summary>
    public static string Print(IEnumerable<string> path)
    {
        var text = new StringBuilder();
        foreach (var element in path)
        {
            var body = element[2..];
            _ = element[0] switch
            {
                'f' => text.Append('.').Append(body),
                'k' => text.Append('[').AppendJoin(',', JsonNode.Parse(body)!.AsObject().Select(p => $"{p.Key}={p.Value?.ToJsonString(ApiJson.Options)}")).Append(']'),
                'v' => text.Append("[=").Append(body).Append(']'),
                _ => text.Append('[').Append(body).Append(']'),
            };
        }

        return text.ToString();
    }
}
