using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelyard.Api;

/// <summary>Reads a user's OpenAPI v3 schema, and finds what keeps it from being structural: every field must have one plain type, told outside of combinations.</summary>
internal sealed class StructuralSchemaReader
{
    private const string Preserve = "x-kubernetes-preserve-unknown-fields";
    private const string IntOrString = "x-kubernetes-int-or-string";
    private const string Embedded = "x-kubernetes-embedded-resource";
    private const string Validations = "x-kubernetes-validations";

    private static readonly HashSet<string> Known =
    [
        "description", "type", "format", "title", "default", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern",
        "maxItems", "minItems", "uniqueItems", "multipleOf", "enum", "maxProperties", "minProperties", "required", "items", "allOf", "oneOf", "anyOf", "not",
        "properties", "additionalProperties", "externalDocs", "example", "nullable", Preserve, Embedded, IntOrString, Validations,
        "x-kubernetes-list-map-keys", "x-kubernetes-list-type", "x-kubernetes-map-type",
    ];

    private static readonly HashSet<string> Forbidden = ["$ref", "$schema", "id", "definitions", "dependencies", "deprecated", "discriminator", "readOnly", "writeOnly", "xml", "patternProperties", "additionalItems"];

    private readonly List<FieldError> _errors = [];

    private static readonly string[] RuleNames =
    [
        "enum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "allOf", "anyOf", "oneOf", "not",
    ];

    /// <summary>What is wrong with the schema.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Whether rules in CEL were met; they are not evaluated.</summary>
    public bool HasValidationRules { get; private set; }

    public ResourceSchema Read(JsonObject schema, FieldPath path) => Read(schema, path, structural: true);

    private ResourceSchema Read(JsonObject schema, FieldPath path, bool structural)
    {
        foreach (var (name, _) in schema)
        {
            if (Forbidden.Contains(name))
            {
                _errors.Add(FieldError.Forbidden(path.Child(name), $"{name} is not supported"));
            }
            else if (!Known.Contains(name))
            {
                _errors.Add(FieldError.Invalid(path.Child(name), name, "unknown field of a schema"));
            }
        }

        HasValidationRules |= schema.ContainsKey(Validations);
        var (intOrString, preserve) = (Flag(schema, IntOrString), Flag(schema, Preserve));
        var type = Type(schema, path, structural && !intOrString && !preserve);
        if (Flag(schema, "uniqueItems"))
        {
            _errors.Add(FieldError.Forbidden(path.Child("uniqueItems"), "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }

        var properties = Properties(schema, path, structural);
        if (Flag(schema, Embedded))
        {
            properties = WithObjectMeta(properties);
        }

        return new ResourceSchema
        {
            Description = Text(schema, "description"),
            Type = type,
            Format = Text(schema, "format"),
            Properties = properties,
            AdditionalProperties = Additional(schema, path, structural),
            Items = schema["items"] is JsonObject items ? Read(items, path.Child("items"), structural) : NoItems(type, path, structural && !preserve),
            Required = Texts(schema, "required"),
            Enum = HasTextEnum(schema) ? Texts(schema, "enum") : [],
            PreserveUnknownFields = preserve,
            IntOrString = intOrString,
            ListType = Text(schema, "x-kubernetes-list-type"),
            ListMapKeys = Texts(schema, "x-kubernetes-list-map-keys"),
            MapType = Text(schema, "x-kubernetes-map-type"),
            Pattern = Pattern(schema, path),
            Minimum = Number(schema, "minimum"),
            Maximum = Number(schema, "maximum"),
            Nullable = Flag(schema, "nullable"),
            Default = schema["default"]?.DeepClone(),
            Rules = Rules(schema, path),
        };
    }

    private SchemaType Type(JsonObject schema, FieldPath path, bool required)
    {
        switch (Text(schema, "type"))
        {
            case "object":
                return SchemaType.Object;
            case "array":
                return SchemaType.Array;
            case "string":
                return SchemaType.String;
            case "integer":
                return SchemaType.Integer;
            case "number":
                return SchemaType.Number;
            case "boolean":
                return SchemaType.Boolean;
            case null or "":
                if (required)
                {
                    _errors.Add(FieldError.Required(path.Child("type"), "must not be empty for specified object fields"));
                }

                return SchemaType.Any;
            case var other:
                _errors.Add(FieldError.NotSupported(path.Child("type"), other, ["array", "boolean", "integer", "number", "object", "string"]));
                return SchemaType.Any;
        }
    }

    private Dictionary<string, ResourceSchema>? Properties(JsonObject schema, FieldPath path, bool structural)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return null;
        }

        var read = new Dictionary<string, ResourceSchema>(StringComparer.Ordinal);
        foreach (var (name, property) in properties)
        {
            var at = path.Child("properties").Key(name);
            if (property is JsonObject child)
            {
                read[name] = Read(child, at, structural);
            }
            else
            {
                _errors.Add(FieldError.Invalid(at, property?.ToJsonString(), "must be a schema", quoted: false));
            }
        }

        return read;
    }

    private ResourceSchema? Additional(JsonObject schema, FieldPath path, bool structural)
    {
        if (schema["additionalProperties"] is not { } additional)
        {
            return null;
        }

        if (schema["properties"] is JsonObject)
        {
            _errors.Add(FieldError.Forbidden(path.Child("additionalProperties"), "additionalProperties and properties are mutual exclusive"));
        }

        return additional switch
        {
            JsonObject child => Read(child, path.Child("additionalProperties"), structural),
            _ when additional.GetValueKind() == JsonValueKind.True => new ResourceSchema { PreserveUnknownFields = true },
            _ => null,
        };
    }

    private ResourceSchema? NoItems(SchemaType type, FieldPath path, bool required)
    {
        if (type == SchemaType.Array && required)
        {
            _errors.Add(FieldError.Required(path.Child("items"), "must be specified"));
        }

        return null;
    }

    private string? Pattern(JsonObject schema, FieldPath path)
    {
        if (Text(schema, "pattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            // Schemas are written for Go's expressions, which have nothing that needs backtracking.
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            _errors.Add(FieldError.Invalid(path.Child("pattern"), pattern, $"must be a valid regular expression, but isn't: {wrong.Message}"));
            return null;
        }

        return pattern;
    }

    private ValueRules? Rules(JsonObject schema, FieldPath path)
    {
        if (!RuleNames.Any(schema.ContainsKey))
        {
            return null;
        }

        return new ValueRules
        {
            Enum = HasTextEnum(schema) ? [] : [.. (schema["enum"] as JsonArray ?? []).Select(v => v?.DeepClone())],
            MinLength = Count(schema, "minLength"),
            MaxLength = Count(schema, "maxLength"),
            MinItems = Count(schema, "minItems"),
            MaxItems = Count(schema, "maxItems"),
            MinProperties = Count(schema, "minProperties"),
            MaxProperties = Count(schema, "maxProperties"),
            ExclusiveMinimum = Flag(schema, "exclusiveMinimum"),
            ExclusiveMaximum = Flag(schema, "exclusiveMaximum"),
            MultipleOf = Number(schema, "multipleOf"),
            AllOf = Parts(schema, "allOf", path),
            AnyOf = Parts(schema, "anyOf", path),
            OneOf = Parts(schema, "oneOf", path),
            Not = schema["not"] is JsonObject not ? Read(not, path.Child("not"), structural: false) : null,
        };
    }

    private ResourceSchema[] Parts(JsonObject schema, string name, FieldPath path) => schema[name] is JsonArray parts
        ? [.. parts.OfType<JsonObject>().Select((part, i) => Read(part, path.Child(name).Index(i), structural: false))]
        : [];

    private static Dictionary<string, ResourceSchema> WithObjectMeta(Dictionary<string, ResourceSchema>? properties)
    {
        var text = new ResourceSchema { Type = SchemaType.String };
        return new Dictionary<string, ResourceSchema>(properties ?? [], StringComparer.Ordinal)
        {
            ["apiVersion"] = text,
            ["kind"] = text,
            ["metadata"] = new() { Type = SchemaType.Object, PreserveUnknownFields = true },
        };
    }

    // A closed set of texts is what built-in kinds have too; any other set is a rule of its own.
    private static bool HasTextEnum(JsonObject schema) =>
        Text(schema, "type") == "string" && schema["enum"] is JsonArray values && values.All(v => v?.GetValueKind() == JsonValueKind.String);

    private static string? Text(JsonObject schema, string name) => schema[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool Flag(JsonObject schema, string name) => schema[name]?.GetValueKind() == JsonValueKind.True;

    private static double? Number(JsonObject schema, string name) =>
        schema[name]?.GetValueKind() == JsonValueKind.Number ? double.Parse(schema[name]!.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static int? Count(JsonObject schema, string name) => Number(schema, name) is { } number ? (int)Math.Clamp(number, 0, int.MaxValue) : null;

    private static string[] Texts(JsonObject schema, string name) => schema[name] is JsonArray list ? [.. list.Select(t => t?.ToString()).OfType<string>()] : [];
}
