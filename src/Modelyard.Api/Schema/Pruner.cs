using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Drops what a schema does not know, as the API server does before it stores an object, and properties that are null: absent is how nothing is said.</summary>
public static class Pruner
{
    /// <summary>Drops unknown and null properties, in place.</summary>
    public static void Prune(ResourceSchema schema, JsonObject document)
    {
        var unknown = new List<(JsonObject Owner, string Name)>();
        SchemaWalk.Unknown(schema, document, null, (owner, name, _) => unknown.Add((owner, name)));
        foreach (var (owner, name) in unknown)
        {
            owner.Remove(name);
        }

        DropNulls(schema, document);
    }

    private static void DropNulls(ResourceSchema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject item when schema.Properties is { } properties:
                foreach (var name in item.Where(p => p.Value is null && properties.GetValueOrDefault(p.Key)?.Nullable != true).Select(p => p.Key).ToArray())
                {
                    item.Remove(name);
                }

                foreach (var (name, child) in item)
                {
                    if (properties.TryGetValue(name, out var childSchema))
                    {
                        DropNulls(childSchema, child);
                    }
                }

                break;
            case JsonObject map when schema.AdditionalProperties is { } entries:
                foreach (var (_, child) in map)
                {
                    DropNulls(entries, child);
                }

                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var child in list)
                {
                    DropNulls(items, child);
                }

                break;
        }
    }
}
