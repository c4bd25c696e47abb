using System.Text.Json.Nodes;

namespace Modelyard.ApiServer;

/// <summary>One manager of fields of one object: who, how, and through which version and subresource.</summary>
internal sealed record FieldManager(string Name, string Operation, string ApiVersion, string Subresource)
{
    public const string Update = "Update";
    public const string Apply = "Apply";

    public static FieldManager FromJson(JsonObject entry) => new(
        Text(entry, "manager"), Text(entry, "operation"), Text(entry, "apiVersion"), Text(entry, "subresource"));

    public JsonObject ToJson(string time, FieldTree fields)
    {
        var entry = new JsonObject
        {
            ["manager"] = Name,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = fields.ToJson(),
        };
        if (Subresource.Length > 0)
        {
            entry["subresource"] = Subresource;
        }

        return entry;
    }

    /// <summary>As in conflict messages.</summary>
    public override string ToString()
    {
        var text = $"\"{Name}\"";
        if (Subresource.Length > 0)
        {
            text += $" with subresource \"{Subresource}\"";
        }

        return Operation == Update ? $"{text} using {ApiVersion}" : text;
    }

    private static string Text(JsonObject entry, string property) => entry[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
