using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Kubernetes' strategic merge: objects merge by field, lists with a merge key by element, everything else is replaced.</summary>
internal static class StrategicMerge
{
    /// <summary>A copy of <paramref name="original"/> with <paramref name="patch"/> laid over it.</summary>
    public static JsonObject Apply(JsonObject original, JsonObject patch, ResourceSchema schema)
    {
        var result = original.DeepClone().AsObject();
        foreach (var (name, value) in patch)
        {
            result[name] = Merge(result[name], value, Property(schema, name));
        }

        return result;
    }

    private static JsonNode? Merge(JsonNode? original, JsonNode? patch, ResourceSchema? schema) => (original, patch) switch
    {
        // "Atomic" maps are so for server-side apply only.
        (JsonObject o, JsonObject p) => Apply(o, p, schema ?? new ResourceSchema()),
        (JsonArray o, JsonArray p) when schema?.PatchMergeKey is { } key => MergeByKey(o, p, key, schema.Items ?? new ResourceSchema()),
        _ => patch?.DeepClone(),
    };

    private static JsonArray MergeByKey(JsonArray original, JsonArray patch, string key, ResourceSchema items)
    {
        var result = original.DeepClone().AsArray();
        foreach (var element in patch.OfType<JsonObject>())
        {
            var index = result.Select((e, i) => (e, i)).FirstOrDefault(x => JsonNode.DeepEquals(x.e?[key], element[key]), (null, -1)).i;
            if (index < 0)
            {
                result.Add(element.DeepClone());
            }
            else
            {
                result[index] = Apply(result[index]!.AsObject(), element, items);
            }
        }

        return result;
    }

    private static ResourceSchema? Property(ResourceSchema schema, string name) =>
        schema.Properties?.GetValueOrDefault(name) ?? schema.AdditionalProperties;
}
