using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Filling in fields that are absent, in documents whose other parts may be of any shape.</summary>
internal static class DefaultedFields
{
    /// <summary>Sets a property unless it is there.</summary>
    public static void Fill(this JsonObject item, string name, JsonNode? value)
    {
        if (item[name] is null)
        {
            item[name] = value;
        }
    }

    /// <summary>The object under a name; null when there is none.</summary>
    public static JsonObject? Object(this JsonObject? item, string name) => item?[name] as JsonObject;

    /// <summary>The objects of the list under a name.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject? item, string name) => (item?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The text under a name; null when there is none.</summary>
    public static string? Text(this JsonObject? item, string name) =>
        item?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The object under a name, made when it is absent; null when something else is there.</summary>
    public static JsonObject? ObjectOrNew(this JsonObject item, string name)
    {
        item.Fill(name, new JsonObject());
        return item.Object(name);
    }
}
