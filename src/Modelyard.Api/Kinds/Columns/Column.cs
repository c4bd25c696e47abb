using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Short forms for the columns of built-in kinds.</summary>
internal static class Column
{
    /// <summary>When the object was created, which the server shows as an age.</summary>
    public static readonly PrinterColumn Age = Date(
        "Age", "Time since the object was created.", static o => At(o, "metadata", "creationTimestamp"));

    public static PrinterColumn Text(string name, string description, Func<JsonObject, JsonNode?> read, int priority = 0) =>
        new(name, "string", o => Detach(read(o)), priority, description);

    public static PrinterColumn Integer(string name, string description, Func<JsonObject, JsonNode?> read) =>
        new(name, "integer", o => Detach(read(o)), 0, description);

    public static PrinterColumn Date(string name, string description, Func<JsonObject, JsonNode?> read, int priority = 0) =>
        new(name, "date", o => Detach(read(o)), priority, description);

    /// <summary>The value at a path of property names, or null as soon as something is missing.</summary>
    public static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject item ? item[name] : null;
        }

        return node;
    }

    /// <summary>The text at a path, or null.</summary>
    public static string? TextAt(JsonNode? node, params ReadOnlySpan<string> path) =>
        At(node, path) is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    /// <summary>The objects of the list at a path; none when it is missing.</summary>
    public static IEnumerable<JsonObject> ItemsAt(JsonNode? node, params ReadOnlySpan<string> path) =>
        At(node, path) is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The condition of a type, or null.</summary>
    public static JsonObject? Condition(JsonNode? node, string type) =>
        ItemsAt(node, "status", "conditions").FirstOrDefault(c => TextAt(c, "type") == type);

    // A node that has a parent cannot be put into a table.
    private static JsonNode? Detach(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();
}
