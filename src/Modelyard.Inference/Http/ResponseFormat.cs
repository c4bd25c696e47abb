using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>OpenAI's formats of answers as grammars; null for plain text.</summary>
internal static class ResponseFormat
{
    /// <summary><c>response_format</c>, as completions have it.</summary>
    internal static string? Read(RequestFields fields) =>
        fields.Member("response_format") is { } format ? Read(fields, format, "response_format", "response_format.json_schema") : null;

    /// <summary><c>text.format</c>, as responses have it: what belongs to a schema is not wrapped.</summary>
    internal static string? ReadOfText(RequestFields fields)
    {
        if (fields.Member("text") is not { } text)
        {
            return null;
        }

        return text.ValueKind is not JsonValueKind.Object ? fields.Wrong<string>("text", "an object", text)
            : text.TryGetProperty("format", out var format) && format.ValueKind is not JsonValueKind.Null ? Read(fields, format, "text.format", "text.format")
            : null;
    }

    private static string? Read(RequestFields fields, JsonElement format, string path, string schemaPath)
    {
        if (format.ValueKind is not JsonValueKind.Object)
        {
            return fields.Wrong<string>(path, "an object", format);
        }

        var type = format.TryGetProperty("type", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString() : null;
        switch (type)
        {
            case "text":
                return null;
            case "json_object":
                return JsonGrammar.AnyObject;
            case "json_schema":
                return FromSchema(fields, format, path, schemaPath);
            case null:
                fields.Missing($"{path}.type");
                return null;
            default:
                fields.Fail($"{path}.type", $"Invalid value: '{type}'. Supported values are: 'json_object', 'json_schema', and 'text'.");
                return null;
        }
    }

    private static string? FromSchema(RequestFields fields, JsonElement format, string path, string schemaPath)
    {
        var wrapper = format;
        if (path != schemaPath && (!format.TryGetProperty("json_schema", out wrapper) || wrapper.ValueKind is not JsonValueKind.Object))
        {
            fields.Missing(schemaPath);
            return null;
        }

        if (!wrapper.TryGetProperty("schema", out var schema))
        {
            fields.Missing($"{schemaPath}.schema");
            return null;
        }

        try
        {
            return JsonSchemaGrammar.Compile(schema);
        }
        catch (GrammarException e)
        {
            fields.Fail($"{schemaPath}.schema", $"Invalid schema for {path}: {e.Message}", "invalid_json_schema");
            return null;
        }
    }
}
