using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Walks a document beside its schema.</summary>
internal static class SchemaWalk
{
    /// <summary>Calls <paramref name="found"/> with the object, the property's name and its path for every property the schema does not have.</summary>
    public static void Unknown(ResourceSchema schema, JsonNode? value, FieldPath? path, Action<JsonObject, string, FieldPath> found)
    {
        switch (value)
        {
            case JsonObject item:
                foreach (var (name, child) in item)
                {
                    var childPath = path?.Child(name) ?? FieldPath.Of(name);
                    if ((schema.Properties?.GetValueOrDefault(name) ?? schema.AdditionalProperties) is { } childSchema)
                    {
                        Unknown(childSchema, child, childPath, found);
                    }
                    else if (schema.Type == SchemaType.Object && !schema.PreserveUnknownFields)
                    {
                        found(item, name, childPath);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Unknown(items, list[i], (path ?? FieldPath.Of("")).Index(i), found);
                }

                break;
        }
    }
}
