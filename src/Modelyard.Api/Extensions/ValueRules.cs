using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Constraints that only the schemas of custom resources use, by the names OpenAPI v3 gives them.</summary>
public sealed record ValueRules
{
    /// <summary>The only values allowed, where they are not all texts (<see cref="ResourceSchema.Enum"/>); empty when any.</summary>
    public IReadOnlyList<JsonNode?> Enum { get; init; } = [];

    /// <summary>Fewest characters of a string.</summary>
    public int? MinLength { get; init; }

    /// <summary>Most characters of a string.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Fewest elements of a list.</summary>
    public int? MinItems { get; init; }

    /// <summary>Most elements of a list.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Fewest properties of an object.</summary>
    public int? MinProperties { get; init; }

    /// <summary>Most properties of an object.</summary>
    public int? MaxProperties { get; init; }

    /// <summary>The minimum itself is not allowed.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>The maximum itself is not allowed.</summary>
    public bool ExclusiveMaximum { get; init; }

    /// <summary>Numbers must be a whole multiple of this.</summary>
    public double? MultipleOf { get; init; }

    /// <summary>Schemas all of which must hold.</summary>
    public IReadOnlyList<ResourceSchema> AllOf { get; init; } = [];

    /// <summary>Schemas at least one of which must hold.</summary>
    public IReadOnlyList<ResourceSchema> AnyOf { get; init; } = [];

    /// <summary>Schemas exactly one of which must hold.</summary>
    public IReadOnlyList<ResourceSchema> OneOf { get; init; } = [];

    /// <summary>A schema that must not hold.</summary>
    public ResourceSchema? Not { get; init; }
}
