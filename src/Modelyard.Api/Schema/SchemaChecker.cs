using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Compares a document with a schema: fields that do not exist, and values that are not allowed. Finds all, in Kubernetes' words.</summary>
public static class SchemaChecker
{
    /// <summary>Fields the schema does not have, each as <c>unknown field "spec.predictor.model.modelFromat"</c>, in the document's order.</summary>
    public static IReadOnlyList<string> UnknownFields(ResourceSchema schema, JsonObject document)
    {
        var found = new List<string>();
        SchemaWalk.Unknown(schema, document, null, (_, _, path) => found.Add($"unknown field \"{path}\""));
        return found;
    }

    /// <summary>Values that are missing, of the wrong type or not allowed. Unknown fields are not looked at; null counts as absent.</summary>
    public static IReadOnlyList<FieldError> Check(ResourceSchema schema, JsonObject document)
    {
        var errors = new List<FieldError>();
        CheckValue(schema, document, null, errors);
        return errors;
    }

    internal static void CheckValue(ResourceSchema schema, JsonNode? value, FieldPath? path, List<FieldError> errors)
    {
        if (!HasType(schema, value))
        {
            var name = path?.ToString() ?? "";
            errors.Add(new FieldError(
                name, "FieldValueTypeInvalid", $"Invalid value: \"{TypeName(value)}\": {name} in body must be of type {ExpectedType(schema)}: \"{TypeName(value)}\""));
            return;
        }

        if (schema.Rules is { } rules && (value is not null || !schema.Nullable))
        {
            ValueRuleChecks.Check(schema, rules, value, path, errors);
        }

        switch (value)
        {
            case JsonObject item:
                CheckObject(schema, item, path, errors);
                break;
            case JsonArray list when schema.Items is { } itemSchema:
                for (var i = 0; i < list.Count; i++)
                {
                    CheckValue(itemSchema, list[i], Below(path).Index(i), errors);
                }

                break;
            case JsonValue scalar when path is not null:
                ScalarRules.Check(schema, scalar, path, errors);
                break;
        }
    }

    private static void CheckObject(ResourceSchema schema, JsonObject value, FieldPath? path, List<FieldError> errors)
    {
        foreach (var name in schema.Required)
        {
            if (value[name] is null)
            {
                errors.Add(FieldError.Required(Step(path, name)));
            }
        }

        foreach (var (name, child) in value)
        {
            if ((schema.Properties?.GetValueOrDefault(name) ?? schema.AdditionalProperties) is not { } childSchema)
            {
                continue;
            }

            // A null property is an absent one; a null entry of a map or list is a value, and the wrong one.
            if (child is not null || schema.AdditionalProperties is not null)
            {
                CheckValue(childSchema, child, Step(path, name), errors);
            }
        }
    }

    private static bool HasType(ResourceSchema schema, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return schema switch
        {
            { Nullable: true } when kind == JsonValueKind.Null => true,
            { IntOrString: true } => kind == JsonValueKind.String
                || (kind == JsonValueKind.Number && (SchemaFormats.IsAmount(schema.Format) || IsWhole(value!))),
            { Type: SchemaType.Any } => true,
            { Type: SchemaType.Object } => kind == JsonValueKind.Object,
            { Type: SchemaType.Array } => kind == JsonValueKind.Array,
            { Type: SchemaType.String } => kind == JsonValueKind.String,
            { Type: SchemaType.Boolean } => kind is JsonValueKind.True or JsonValueKind.False,
            { Type: SchemaType.Integer } => kind == JsonValueKind.Number && IsWhole(value!),
            _ => kind == JsonValueKind.Number,
        };
    }

    // 1.0 and 1e3 are not taken for whole numbers: the typed reader would refuse them later.
    private static bool IsWhole(JsonNode value) => long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static string ExpectedType(ResourceSchema schema) =>
        schema.IntOrString ? "integer,string" : schema.Type.ToString().ToLowerInvariant();

    private static string TypeName(JsonNode? value) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => IsWhole(value!) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private static FieldPath Step(FieldPath? path, string name) => path?.Child(name) ?? FieldPath.Of(name);

    private static FieldPath Below(FieldPath? path) => path ?? FieldPath.Of("");
}
