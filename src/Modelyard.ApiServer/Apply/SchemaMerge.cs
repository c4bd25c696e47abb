using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Lays an applied configuration over a live object, list elements by their keys.</summary>
internal static class SchemaMerge
{
    /// <summary>Changes <paramref name="live"/> in place.</summary>
    public static void Apply(ResourceSchema? schema, JsonObject live, JsonObject configuration)
    {
        foreach (var (name, value) in configuration)
        {
            var below = FieldShapes.Below(schema, name);
            live[name] = Merge(below, live[name], value);
        }
    }

    private static JsonNode? Merge(ResourceSchema? schema, JsonNode? live, JsonNode? value)
    {
        var shape = FieldShapes.Of(schema, value);
        if (live is null || shape != FieldShapes.Of(schema, live))
        {
            return value?.DeepClone();
        }

        switch (shape)
        {
            case FieldShape.Map:
                var merged = (JsonObject)live.DeepClone();
                Apply(schema, merged, (JsonObject)value!);
                return merged;
            case FieldShape.List:
                return MergeLists(schema!, (JsonArray)live, (JsonArray)value!);
            default:
                return value?.DeepClone();
        }
    }

    /// <summary>Elements keep their places; those the configuration names take its order among themselves, and new ones follow.</summary>
    private static JsonArray MergeLists(ResourceSchema schema, JsonArray live, JsonArray configuration)
    {
        var wanted = PathElements.OfList(schema, configuration).ToList();
        var old = PathElements.OfList(schema, live).ToList();
        var known = old.Select(o => o.Element).ToHashSet();
        var shared = new Queue<(string Element, JsonNode? Item)>(wanted.Where(w => known.Contains(w.Element)));
        var sharedNames = shared.Select(s => s.Element).ToHashSet();
        var result = new JsonArray();
        foreach (var (element, item) in old)
        {
            if (!sharedNames.Contains(element))
            {
                result.Add(item?.DeepClone());
            }
            else if (shared.TryDequeue(out var next))
            {
                result.Add(Merge(schema.Items, old.First(o => o.Element == next.Element).Item, next.Item));
            }
        }

        foreach (var (_, item) in wanted.Where(w => !known.Contains(w.Element)))
        {
            result.Add(item?.DeepClone());
        }

        return result;
    }
}
