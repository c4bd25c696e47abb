using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>A column that <c>kubectl get</c> prints.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Type">OpenAPI type: <c>string</c>, <c>integer</c>, <c>date</c>, ….</param>
/// <param name="Read">The cell's value: a string, a number, a boolean, or null for an empty cell. Dates are RFC 3339 text.</param>
/// <param name="Priority">0 is always shown; higher only with <c>-o wide</c>.</param>
/// <param name="Description">What the column means.</param>
public sealed record PrinterColumn(string Name, string Type, Func<JsonObject, JsonNode?> Read, int Priority = 0, string Description = "");

/// <summary>All the API server needs to know to serve one kind. Built-in kinds come from their C# types (<see cref="KindRegistry"/>).</summary>
public sealed record KindDescriptor
{
    /// <summary>API group; empty for the core group.</summary>
    public required string Group { get; init; }

    /// <summary>Version, e.g. <c>v1beta1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Kind in CamelCase.</summary>
    public required string Kind { get; init; }

    /// <summary>Plural lower-case name, as in URLs.</summary>
    public required string Plural { get; init; }

    /// <summary>Singular lower-case name.</summary>
    public string Singular
    {
        get => field ?? Kind.ToLowerInvariant();
        init;
    }

    /// <summary>Kind of lists.</summary>
    public string ListKind
    {
        get => field ?? Kind + "List";
        init;
    }

    /// <summary>Namespaced or cluster-wide.</summary>
    public required ResourceScope Scope { get; init; }

    /// <summary>Short names, e.g. <c>isvc</c>.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Categories, e.g. <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether there is a <c>status</c> subresource.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Whether <c>metadata.generation</c> counts changes of what is wanted.</summary>
    public bool HasGeneration
    {
        get => field || HasStatus;
        init;
    }

    /// <summary>Where the objects keep what <c>/scale</c> shows; null when there is no such subresource.</summary>
    public CustomResourceScale? Scale { get; init; }

    /// <summary>Fields that field selectors may name, besides those of every object, e.g. <c>spec.color</c>.</summary>
    public IReadOnlyList<string> SelectableFields { get; init; } = [];

    /// <summary>What clients of this version are warned of; null when it is current.</summary>
    public string? DeprecationWarning { get; init; }

    /// <summary>Whether a user defined the kind.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The objects are facts of a ledger rather than rows of the resource log, and cannot be watched.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Whether the server alone says what is in <c>status</c>: what clients send there with the rest does not count.</summary>
    public bool OwnsStatus => HasStatus || IsVirtual;

    /// <summary>What can be done with objects of this kind, as roles and discovery name it.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>The schema; built on first use, since most kinds are never touched in a run.</summary>
    public required Lazy<ResourceSchema> Schema { get; init; }

    /// <summary>Columns besides the name, in order.</summary>
    public IReadOnlyList<PrinterColumn> Columns { get; init; } = [];

    /// <summary>Fills in defaults before validation; returns the object to go on with.</summary>
    public Func<JsonObject, JsonObject>? Default { get; init; }

    /// <summary>Checks an object (and, on update, against the old one); empty when all is well.</summary>
    public Func<JsonObject, JsonObject?, IReadOnlyList<FieldError>>? Validate { get; init; }

    /// <summary>What a user should know of an object that is taken all the same.</summary>
    public Func<JsonObject, IEnumerable<string>>? Warn { get; init; }

    /// <summary><c>group/version</c>, or <c>version</c> for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
