using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelyard.Tests;

/// <summary>Validates a document against an OpenAPI schema as published, independently of our own schema code.</summary>
internal static class StructuralValidator
{
    public static IReadOnlyList<string> Validate(JsonObject schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema, value, "", errors);
        return errors;
    }

    private static void Check(JsonObject schema, JsonNode? value, string path, List<string> errors)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (schema["x-kubernetes-int-or-string"]?.GetValue<bool>() == true)
        {
            if (kind != JsonValueKind.String && !(kind == JsonValueKind.Number && long.TryParse(value!.ToJsonString(), out _)))
            {
                errors.Add($"{path}: neither whole number nor text: {value?.ToJsonString()}");
            }
        }
        else if (schema["type"]?.GetValue<string>() is { } type && !IsOfType(type, kind, value))
        {
            errors.Add($"{path}: {kind} instead of {type}");
            return;
        }

        CheckScalar(schema, value, kind, path, errors);
        switch (value)
        {
            case JsonObject item:
                CheckObject(schema, item, path, errors);
                break;
            case JsonArray list:
                if (schema["minItems"] is { } least && list.Count < least.GetValue<int>())
                {
                    errors.Add($"{path}: too few items");
                }

                for (var i = 0; i < list.Count && schema["items"] is JsonObject items; i++)
                {
                    Check(items, list[i], $"{path}[{i}]", errors);
                }

                break;
        }
    }

    private static void CheckObject(JsonObject schema, JsonObject item, string path, List<string> errors)
    {
        foreach (var name in schema["required"] as JsonArray ?? [])
        {
            if (item[name!.GetValue<string>()] is null)
            {
                errors.Add($"{path}.{name}: missing");
            }
        }

        foreach (var (name, child) in item)
        {
            if ((schema["properties"]?[name] ?? schema["additionalProperties"]) is JsonObject childSchema)
            {
                Check(childSchema, child, $"{path}.{name}", errors);
            }
            else if (schema["properties"] is not null && schema["x-kubernetes-preserve-unknown-fields"] is null)
            {
                errors.Add($"{path}.{name}: unknown");
            }
        }
    }

    private static void CheckScalar(JsonObject schema, JsonNode? value, JsonValueKind kind, string path, List<string> errors)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
        {
            errors.Add($"{path}: {value} is not one of {allowed.ToJsonString()}");
        }

        if (schema["pattern"] is { } pattern && kind == JsonValueKind.String && !Regex.IsMatch(value!.GetValue<string>(), pattern.GetValue<string>()))
        {
            errors.Add($"{path}: {value} does not match {pattern}");
        }

        if (kind == JsonValueKind.Number)
        {
            var number = double.Parse(value!.ToJsonString(), CultureInfo.InvariantCulture);
            if (schema["minimum"] is { } least && number < double.Parse(least.ToJsonString(), CultureInfo.InvariantCulture))
            {
                errors.Add($"{path}: below {least}");
            }

            if (schema["maximum"] is { } most && number > double.Parse(most.ToJsonString(), CultureInfo.InvariantCulture))
            {
                errors.Add($"{path}: above {most}");
            }
        }
    }

    private static bool IsOfType(string type, JsonValueKind kind, JsonNode? value) => type switch
    {
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "integer" => kind == JsonValueKind.Number && long.TryParse(value!.ToJsonString(), out _),
        _ => kind == JsonValueKind.Number,
    };
}
