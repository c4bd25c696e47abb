using System.Text.Json;

namespace Modelyard.Inference;

/// <summary>OpenAI's <c>response_format</c> as a grammar; null for plain text.</summary>
internal static class ResponseFormat
{
    internal static string? Read(RequestFields fields)
    {
        if (fields.Member("response_format") is not { } format)
        {
            return null;
        }

        if (format.ValueKind is not JsonValueKind.Object)
        {
            return fields.Wrong<string>("response_format", "an object", format);
        }

        var type = format.TryGetProperty("type", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString() : null;
        switch (type)
        {
            case "text":
                return null;
            case "json_object":
                return JsonGrammar.AnyObject;
            case "json_schema":
                return FromSchema(fields, format);
            case null:
                fields.Missing("response_format.type");
                return null;
            default:
                fields.Fail("response_format.type", $"Invalid value: '{type}'. Supported values are: 'json_object', 'json_schema', and 'text'.");
                return null;
        }
    }

    private static string? FromSchema(RequestFields fields, JsonElement format)
    {
        if (!format.TryGetProperty("json_schema", out var wrapper) || wrapper.ValueKind is not JsonValueKind.Object)
        {
            fields.Missing("response_format.json_schema");
            return null;
        }

        if (!wrapper.TryGetProperty("schema", out var schema))
        {
            fields.Missing("response_format.json_schema.schema");
            return null;
        }

        try
        {
            return JsonSchemaGrammar.Compile(schema);
        }
        catch (GrammarException e)
        {
            fields.Fail("response_format.json_schema.schema", $"Invalid schema for response_format: {e.Message}", "invalid_json_schema");
            return null;
        }
    }
}
