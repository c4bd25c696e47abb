using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>The operations on a kind, with what clients look for in them: methods, media types, <c>fieldValidation</c>.</summary>
internal static class OpenApiPaths
{
    public static void Add(JsonObject paths, KindDescriptor kind, string component)
    {
        var root = kind.Group.Length == 0 ? $"/api/{kind.Version}" : $"/apis/{kind.Group}/{kind.Version}";
        var schema = OpenApiSchemas.Reference(component);
        var collection = kind.IsNamespaced() ? $"{root}/namespaces/{{namespace}}/{kind.Plural}" : $"{root}/{kind.Plural}";
        paths[collection] = Operations(
            kind,
            named: false,
            ("get", "list", Operation(kind, "list", null, schema)),
            ("post", "create", Operation(kind, "post", Body(schema, "application/json", "application/yaml"), schema, Write)),
            ("delete", "deletecollection", Operation(kind, "deletecollection", null, schema)));
        if (kind.Verbs.Contains("get"))
        {
            paths[$"{collection}/{{name}}"] = Item(kind, schema, deletable: true);
        }

        if (kind.HasStatus)
        {
            paths[$"{collection}/{{name}}/status"] = Item(kind, schema, deletable: false);
        }

        if (kind.IsNamespaced() && kind.Verbs.Contains("list"))
        {
            paths[$"{root}/{kind.Plural}"] = new JsonObject { ["get"] = Operation(kind, "list", null, schema) };
        }
    }

    private static readonly string[] Write = ["dryRun", "fieldManager", "fieldValidation"];
    private static readonly string[] Patch = [.. Write, "force"];

    private static JsonObject Item(KindDescriptor kind, string schema, bool deletable) => Operations(
        kind,
        named: true,
        ("get", "get", Operation(kind, "get", null, schema)),
        ("put", "update", Operation(kind, "put", Body(schema, "application/json", "application/yaml"), schema, Write)),
        ("patch", "patch", Operation(kind, "patch", Body(null, [.. PatchVerb.TypesFor(kind)]), schema, Patch)),
        ("delete", deletable ? "delete" : "", Operation(kind, "delete", null, schema, ["dryRun", "gracePeriodSeconds", "propagationPolicy"])));

    /// <summary>Those of the operations that the kind has.</summary>
    private static JsonObject Operations(KindDescriptor kind, bool named, params ReadOnlySpan<(string Method, string Verb, JsonObject Operation)> all)
    {
        var operations = new JsonObject();
        foreach (var (method, verb, operation) in all)
        {
            if (kind.Verbs.Contains(verb))
            {
                operations[method] = operation;
            }
        }

        operations["parameters"] = PathParameters(kind, named);
        return operations;
    }

    private static JsonObject Operation(KindDescriptor kind, string action, JsonObject? body, string schema, params string[] parameters)
    {
        var operation = new JsonObject();
        if (parameters.Length > 0)
        {
            operation["parameters"] = new JsonArray([.. parameters.Select(p => Parameter(p, "query", required: false))]);
        }

        if (body is not null)
        {
            operation["requestBody"] = body;
        }

        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = "OK", ["content"] = Content(schema, "application/json") },
        };
        operation["x-kubernetes-action"] = action;
        operation["x-kubernetes-group-version-kind"] = OpenApiSchemas.GroupVersionKind(kind);
        return operation;
    }

    private static JsonObject Body(string? schema, params string[] mediaTypes) => new() { ["content"] = Content(schema, mediaTypes) };

    private static JsonObject Content(string? schema, params string[] mediaTypes)
    {
        var content = new JsonObject();
        foreach (var mediaType in mediaTypes)
        {
            content[mediaType] = new JsonObject
            {
                ["schema"] = schema is null ? new JsonObject { ["type"] = "object" } : new JsonObject { ["$ref"] = schema },
            };
        }

        return content;
    }

    private static JsonArray PathParameters(KindDescriptor kind, bool named)
    {
        var parameters = new JsonArray();
        if (named)
        {
            parameters.Add(Parameter("name", "path", required: true));
        }

        if (kind.IsNamespaced())
        {
            parameters.Add(Parameter("namespace", "path", required: true));
        }

        return parameters;
    }

    private static JsonObject Parameter(string name, string place, bool required) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = name switch { "force" => "boolean", "gracePeriodSeconds" => "integer", _ => "string" }, ["uniqueItems"] = true },
    };
}
