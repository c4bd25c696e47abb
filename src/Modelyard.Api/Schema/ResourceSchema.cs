using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>The JSON type of a schema node.</summary>
public enum SchemaType
{
    /// <summary>Anything at all.</summary>
    Any,

    /// <summary>An object with named properties, or a map.</summary>
    Object,

    /// <summary>A list.</summary>
    Array,

    /// <summary>A string.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,
}

/// <summary>
/// A structural schema, in the sense of Kubernetes: what fields exist, their types, and how lists merge. Drives strict
/// decoding, pruning, server-side apply, OpenAPI and <c>kubectl explain</c> alike.
/// </summary>
public sealed class ResourceSchema
{
    /// <summary>What the field means, from its doc comment.</summary>
    public string? Description
    {
        get => field ?? (DocumentedBy is { } member ? DocComments.Find(member) : null);
        init;
    }

    /// <summary>The member whose doc comment is the description, so that comments are only read when somebody asks.</summary>
    internal string? DocumentedBy { get; init; }

    /// <summary>Name of the type that is described, where it has one: what OpenAPI documents refer to instead of repeating it.</summary>
    public string? TypeName { get; init; }

    /// <summary>The JSON type.</summary>
    public SchemaType Type { get; init; }

    /// <summary>OpenAPI format, e.g. <c>int32</c>, <c>date-time</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Properties of an object, by JSON name, in declaration order.</summary>
    public IReadOnlyDictionary<string, ResourceSchema>? Properties { get; init; }

    /// <summary>The value schema of a map.</summary>
    public ResourceSchema? AdditionalProperties { get; init; }

    /// <summary>The element schema of a list.</summary>
    public ResourceSchema? Items { get; init; }

    /// <summary>Names of properties that must be present.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Allowed string values; empty when any.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>Unknown properties are kept, not pruned.</summary>
    public bool PreserveUnknownFields { get; init; }

    /// <summary>A whole number or a string (ports, quantities).</summary>
    public bool IntOrString { get; init; }

    /// <summary><c>atomic</c>, <c>set</c> or <c>map</c>; null means atomic.</summary>
    public string? ListType { get; init; }

    /// <summary>For <c>map</c> lists: the properties that identify an element.</summary>
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    /// <summary><c>atomic</c> when an object is always replaced whole.</summary>
    public string? MapType { get; init; }

    /// <summary>Strategic merge: the property that identifies an element of a merged list; null when the list is replaced.</summary>
    public string? PatchMergeKey { get; init; }

    /// <summary>Regular expression a string must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>Smallest number allowed.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest number allowed.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether null is a value of its own, rather than another way to say nothing.</summary>
    public bool Nullable { get; init; }

    /// <summary>Further constraints; null when there are none.</summary>
    public ValueRules? Rules { get; init; }

    /// <summary>Value filled in when the property is absent.</summary>
    public JsonNode? Default { get; init; }
}
