using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>Adds a kind to the API. Its objects are checked against its schema, stored, watched and protected as built-in ones are.</summary>
[Kind("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster, ShortNames = ["crd", "crds"], Categories = ["api-extensions"], HasStatus = true)]
public sealed class CustomResourceDefinition : Resource<CustomResourceDefinitionSpec, CustomResourceDefinitionStatus>;

/// <summary>The kind that is added.</summary>
public sealed class CustomResourceDefinitionSpec
{
    /// <summary>The API group, e.g. <c>example.com</c>.</summary>
    [Required]
    public string? Group { get; set; }

    /// <summary>What the kind is called. The definition itself is named <c>plural.group</c>.</summary>
    [Required]
    public CustomResourceNames? Names { get; set; }

    /// <summary><c>Namespaced</c> or <c>Cluster</c>.</summary>
    [Required]
    [OneOf("Namespaced", "Cluster")]
    public string? Scope { get; set; }

    /// <summary>The versions of the kind; exactly one is the one objects are stored in.</summary>
    [Required]
    public List<CustomResourceVersion>? Versions { get; set; }

    /// <summary>How objects become those of another version.</summary>
    public CustomResourceConversion? Conversion { get; set; }

    /// <summary>Must be false: fields that no schema knows are not kept.</summary>
    public bool? PreserveUnknownFields { get; set; }
}

/// <summary>The names of a kind.</summary>
public sealed class CustomResourceNames
{
    /// <summary>As in URLs, in lower case.</summary>
    [Required]
    public string? Plural { get; set; }

    /// <summary>For one of them, in lower case; the kind's name unless given.</summary>
    public string? Singular { get; set; }

    /// <summary>In CamelCase.</summary>
    [Required]
    public string? Kind { get; set; }

    /// <summary>Kind of lists; the kind's name and <c>List</c> unless given.</summary>
    public string? ListKind { get; set; }

    /// <summary>Short names for the command line.</summary>
    public List<string>? ShortNames { get; set; }

    /// <summary>Groups of kinds that clients ask for together, e.g. <c>all</c>.</summary>
    public List<string>? Categories { get; set; }
}

/// <summary>One version of a kind.</summary>
public sealed class CustomResourceVersion
{
    /// <summary>E.g. <c>v1alpha1</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Whether the API offers it.</summary>
    [Required]
    public bool Served { get; set; }

    /// <summary>Whether objects are stored in it.</summary>
    [Required]
    public bool Storage { get; set; }

    /// <summary>Whether clients that use it are warned.</summary>
    public bool? Deprecated { get; set; }

    /// <summary>The warning; a standard one unless given.</summary>
    public string? DeprecationWarning { get; set; }

    /// <summary>What its objects look like.</summary>
    public CustomResourceValidation? Schema { get; set; }

    /// <summary>Which subresources there are.</summary>
    public CustomResourceSubresources? Subresources { get; set; }

    /// <summary>What <c>kubectl get</c> prints besides the name.</summary>
    public List<CustomResourceColumn>? AdditionalPrinterColumns { get; set; }

    /// <summary>Fields that field selectors may name.</summary>
    public List<CustomResourceSelectableField>? SelectableFields { get; set; }
}

/// <summary>What objects look like.</summary>
public sealed class CustomResourceValidation
{
    /// <summary>A structural schema in OpenAPI v3. Rules in CEL (<c>x-kubernetes-validations</c>) are kept but not evaluated.</summary>
    [JsonPropertyName("openAPIV3Schema")]
    public JsonObject? OpenApiSchema { get; set; }
}

/// <summary>Which subresources objects have.</summary>
public sealed class CustomResourceSubresources
{
    /// <summary>With it, status is written through <c>/status</c> only, and the rest through the object only.</summary>
    public JsonObject? Status { get; set; }

    /// <summary>With it, the number of replicas can be read and set by who knows nothing else of the kind.</summary>
    public CustomResourceScale? Scale { get; set; }
}

/// <summary>Where an object keeps what <c>/scale</c> shows.</summary>
public sealed class CustomResourceScale
{
    /// <summary>The number wanted, below <c>.spec</c>.</summary>
    [Required]
    public string? SpecReplicasPath { get; set; }

    /// <summary>The number there is, below <c>.status</c>.</summary>
    [Required]
    public string? StatusReplicasPath { get; set; }

    /// <summary>The selector of what is counted, as text.</summary>
    public string? LabelSelectorPath { get; set; }
}

/// <summary>A column.</summary>
public sealed class CustomResourceColumn
{
    /// <summary>Heading.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c>.</summary>
    [Required]
    [OneOf("string", "integer", "number", "boolean", "date")]
    public string? Type { get; set; }

    /// <summary>An OpenAPI format.</summary>
    public string? Format { get; set; }

    /// <summary>What it means.</summary>
    public string? Description { get; set; }

    /// <summary>0 is always shown; more only with <c>-o wide</c>.</summary>
    public int? Priority { get; set; }

    /// <summary>Where its value is, e.g. <c>.spec.replicas</c>.</summary>
    [Required]
    public string? JsonPath { get; set; }
}

/// <summary>A field that field selectors may name.</summary>
public sealed class CustomResourceSelectableField
{
    /// <summary>Where it is, e.g. <c>.spec.color</c>.</summary>
    [Required]
    public string? JsonPath { get; set; }
}

/// <summary>How objects become those of another version.</summary>
public sealed class CustomResourceConversion
{
    /// <summary><c>None</c>: only <c>apiVersion</c> changes. Conversion by a webhook is not supported.</summary>
    [Required]
    public string? Strategy { get; set; }

    /// <summary>Not supported.</summary>
    public JsonObject? Webhook { get; set; }
}

/// <summary>What became of a definition.</summary>
public sealed class CustomResourceDefinitionStatus
{
    /// <summary><c>NamesAccepted</c>, <c>Established</c>, <c>Terminating</c>, and <c>ValidationRulesEvaluated</c> where a schema has CEL rules.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>The names in use.</summary>
    public CustomResourceNames? AcceptedNames { get; set; }

    /// <summary>Versions in which objects may be stored.</summary>
    public List<string>? StoredVersions { get; set; }
}
