using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Fills in the defaults a schema names, wherever the object they belong to exists.</summary>
public static class SchemaDefaults
{
    /// <summary>Fills in defaults, in place. Amounts written as fractional numbers become text: the public schemas allow whole numbers and text only.</summary>
    public static void Apply(ResourceSchema schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject item:
                ApplyToObject(schema, item);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (IsFractionalAmount(items, list[i]))
                    {
                        list[i] = list[i]!.ToJsonString();
                    }

                    Apply(items, list[i]);
                }

                break;
        }
    }

    private static void ApplyToObject(ResourceSchema schema, JsonObject item)
    {
        foreach (var (name, child) in schema.Properties ?? new Dictionary<string, ResourceSchema>())
        {
            if (child.Default is { } value && item[name] is null && !(child.Nullable && item.ContainsKey(name)))
            {
                item[name] = value.DeepClone();
            }
        }

        foreach (var name in item.Select(p => p.Key).ToArray())
        {
            if ((schema.Properties?.GetValueOrDefault(name) ?? schema.AdditionalProperties) is not { } child)
            {
                continue;
            }

            if (IsFractionalAmount(child, item[name]))
            {
                item[name] = item[name]!.ToJsonString();
            }

            Apply(child, item[name]);
        }
    }

    private static bool IsFractionalAmount(ResourceSchema schema, JsonNode? value) =>
        SchemaFormats.IsAmount(schema.Format)
        && value?.GetValueKind() == JsonValueKind.Number
        && !long.TryParse(value.ToJsonString(), out _);
}
