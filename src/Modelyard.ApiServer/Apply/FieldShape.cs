using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>How a value takes part in a merge.</summary>
internal enum FieldShape
{
    /// <summary>As one: a scalar, or an object or list that is always replaced whole.</summary>
    Whole,

    /// <summary>Property by property.</summary>
    Map,

    /// <summary>Element by element.</summary>
    List,
}

internal static class FieldShapes
{
    /// <summary>Without a schema objects merge and lists do not, which is what a reader of JSON expects.</summary>
    public static FieldShape Of(ResourceSchema? schema, JsonNode? value) => value switch
    {
        JsonObject when schema?.MapType != "atomic" => FieldShape.Map,
        JsonArray when schema?.ListType is "map" or "set" => FieldShape.List,
        _ => FieldShape.Whole,
    };

    public static ResourceSchema? Below(ResourceSchema? schema, string property) =>
        schema?.Properties?.GetValueOrDefault(property) ?? schema?.AdditionalProperties;

    /// <summary>Whether the schema names the property, rather than allowing any.</summary>
    public static bool Declares(ResourceSchema? schema, string property) => schema?.Properties?.ContainsKey(property) == true;
}
