using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>Schemas as OpenAPI 3.0 components; a type that is used in many places is described once.</summary>
internal sealed class OpenApiSchemas
{
    // As the packages of Kubernetes are called, which no rule tells from the group.
    private static readonly Dictionary<string, string> KubernetesPackages = new()
    {
        [""] = "io.k8s.api.core",
        ["apiextensions.k8s.io"] = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions",
        ["authentication.k8s.io"] = "io.k8s.api.authentication",
        ["authorization.k8s.io"] = "io.k8s.api.authorization",
        ["coordination.k8s.io"] = "io.k8s.api.coordination",
        ["rbac.authorization.k8s.io"] = "io.k8s.api.rbac",
    };

    private readonly JsonObject _components = [];

    public JsonObject Components => _components;

    public static string Reference(string component) => "#/components/schemas/" + component;

    /// <summary>Adds a kind and everything it is made of.</summary>
    /// <returns>The component's name.</returns>
    public string Add(KindDescriptor kind)
    {
        var name = ComponentName(kind);
        if (!_components.ContainsKey(name))
        {
            _components[name] = null;
            var schema = Object(kind.Schema.Value);
            schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind));
            _components[name] = schema;
        }

        return name;
    }

    public static JsonObject GroupVersionKind(KindDescriptor kind) =>
        new() { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version };

    /// <summary>Kubernetes' own kinds under their own names; the last part is what <c>kubectl explain</c> shows as the type.</summary>
    private static string ComponentName(KindDescriptor kind) =>
        $"{KubernetesPackages.GetValueOrDefault(kind.Group) ?? string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}";

    /// <summary>An element of a list or map, about which nothing is said beyond its type.</summary>
    private JsonObject Element(ResourceSchema schema)
    {
        var element = Describe(schema);
        element.Remove("description");
        return element;
    }

    private JsonObject Describe(ResourceSchema schema)
    {
        if (schema is not { TypeName: { } type, Properties: not null })
        {
            return Inline(schema);
        }

        var component = "dev.modelyard.types." + type;
        if (!_components.ContainsKey(component))
        {
            // Reserved first: a type may contain itself.
            _components[component] = null;
            _components[component] = Object(schema);
        }

        // A reference takes no siblings in OpenAPI 3.0, so what is said about the property goes around it.
        var property = new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = Reference(component) }) };
        Annotate(schema, property);
        return property;
    }

    private JsonObject Inline(ResourceSchema schema)
    {
        var property = schema.Properties is null ? new JsonObject() : Object(schema);
        Annotate(schema, property);
        if (schema.IntOrString)
        {
            property["x-kubernetes-int-or-string"] = true;
            property["oneOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" });
            return property;
        }

        if (schema.Type != SchemaType.Any)
        {
            property["type"] = schema.Type.ToString().ToLowerInvariant();
        }

        Set(property, "format", schema.Format);
        if (schema.Items is { } items)
        {
            property["items"] = Element(items);
        }

        if (schema.AdditionalProperties is { } values)
        {
            property["additionalProperties"] = Element(values);
        }

        return property;
    }

    private JsonObject Object(ResourceSchema schema)
    {
        var result = new JsonObject { ["type"] = "object" };
        Set(result, "description", schema.Description);
        var properties = new JsonObject();
        foreach (var (name, child) in schema.Properties ?? new Dictionary<string, ResourceSchema>())
        {
            properties[name] = Describe(child);
        }

        result["properties"] = properties;
        if (schema.Required.Count > 0)
        {
            result["required"] = Texts(schema.Required);
        }

        if (schema.PreserveUnknownFields)
        {
            result["x-kubernetes-preserve-unknown-fields"] = true;
        }

        return result;
    }

    private static void Annotate(ResourceSchema schema, JsonObject property)
    {
        Set(property, "description", schema.Description);
        Set(property, "pattern", schema.Pattern);
        Set(property, "x-kubernetes-list-type", schema.ListType);
        Set(property, "x-kubernetes-map-type", schema.MapType);
        if (schema.ListMapKeys.Count > 0)
        {
            property["x-kubernetes-list-map-keys"] = Texts(schema.ListMapKeys);
        }

        if (schema.PatchMergeKey is { } key)
        {
            property["x-kubernetes-patch-merge-key"] = key;
            property["x-kubernetes-patch-strategy"] = "merge";
        }

        if (schema.Enum.Count > 0)
        {
            property["enum"] = Texts(schema.Enum);
        }

        if (schema.Minimum is { } minimum)
        {
            property["minimum"] = minimum;
        }

        if (schema.Maximum is { } maximum)
        {
            property["maximum"] = maximum;
        }

        if (schema.Default is { } value)
        {
            property["default"] = value.DeepClone();
        }
    }

    private static void Set(JsonObject target, string property, string? value)
    {
        if (value is not null)
        {
            target[property] = value;
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)t)];
}
