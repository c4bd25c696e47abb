using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// All kinds in one OpenAPI 2.0 document, made from what is said of them in 3.0: what tools read that are older than 3.0, or need the
/// whole at once. What 2.0 has no words for is left out.
/// </summary>
internal static class OpenApiV2
{
    private const string Body = "body";

    public static JsonObject Build(IEnumerable<KindDescriptor> kinds)
    {
        var schemas = new OpenApiSchemas();
        var paths = new JsonObject();
        foreach (var kind in kinds)
        {
            OpenApiPaths.Add(paths, kind, schemas.Add(kind));
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Modelyard", ["version"] = "v1" },
            ["paths"] = Map(paths, item => PathItem(item)),
            ["definitions"] = Map(schemas.Components, Schema),
        };
    }

    private static JsonObject Map(JsonObject from, Func<JsonObject, JsonObject> convert) =>
        new(from.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)convert((JsonObject)p.Value!))));

    private static JsonObject PathItem(JsonObject item)
    {
        var result = new JsonObject();
        foreach (var (name, value) in item)
        {
            result[name] = value is JsonArray parameters ? Parameters(parameters) : Operation((JsonObject)value!);
        }

        return result;
    }

    private static JsonObject Operation(JsonObject operation)
    {
        var result = new JsonObject();
        var parameters = operation["parameters"] is JsonArray own ? Parameters(own) : [];
        if (operation["requestBody"]?["content"] is JsonObject content)
        {
            result["consumes"] = new JsonArray([.. content.Select(c => (JsonNode?)c.Key)]);
            parameters.Add(new JsonObject { ["name"] = Body, ["in"] = Body, ["required"] = true, ["schema"] = SchemaOf(content) });
        }

        if (parameters.Count > 0)
        {
            result["parameters"] = parameters;
        }

        result["produces"] = new JsonArray("application/json", "application/yaml");
        result["responses"] = Map((JsonObject)operation["responses"]!, response => new JsonObject
        {
            ["description"] = response["description"]!.DeepClone(),
            ["schema"] = SchemaOf((JsonObject)response["content"]!),
        });
        foreach (var (name, value) in operation.Where(p => p.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            result[name] = value!.DeepClone();
        }

        return result;
    }

    private static JsonObject SchemaOf(JsonObject content) => Schema((JsonObject)content.First().Value!["schema"]!);

    /// <summary>What 3.0 says in a parameter's schema, 2.0 says of the parameter.</summary>
    private static JsonArray Parameters(JsonArray parameters) => [.. parameters.Select(p =>
    {
        var result = (JsonObject)p!.DeepClone();
        foreach (var (name, value) in (JsonObject)p["schema"]!)
        {
            result[name] = value!.DeepClone();
        }

        result.Remove("schema");
        return (JsonNode?)result;
    })];

    private static JsonObject Schema(JsonObject schema)
    {
        var result = new JsonObject();
        foreach (var (name, value) in schema)
        {
            switch (name)
            {
                case "oneOf" or "anyOf" or "not" or "nullable":
                    break;
                case "allOf" when value is JsonArray { Count: 1 } only && only[0]!["$ref"] is { } reference:
                    result["$ref"] = Reference(reference);
                    break;
                case "allOf":
                    result[name] = new JsonArray([.. ((JsonArray)value!).Select(s => (JsonNode?)Schema((JsonObject)s!))]);
                    break;
                case "$ref":
                    result[name] = Reference(value!);
                    break;
                case "properties":
                    result[name] = Map((JsonObject)value!, Schema);
                    break;
                case "items" or "additionalProperties" when value is JsonObject inner:
                    result[name] = Schema(inner);
                    break;
                default:
                    result[name] = value?.DeepClone();
                    break;
            }
        }

        return result;
    }

    private static string Reference(JsonNode reference) => reference.GetValue<string>().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
}
