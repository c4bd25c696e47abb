namespace Modelyard.Api;

/// <summary>How much a project may have: of processors, memory, devices, and of objects of a kind.</summary>
[Kind("", "v1", "ResourceQuota", "resourcequotas", ResourceScope.Namespaced, ShortNames = ["quota"], HasStatus = true)]
public sealed class ResourceQuota : Resource<ResourceQuotaSpec, ResourceQuotaStatus>;

/// <summary>The limits, and what they are for.</summary>
public sealed class ResourceQuotaSpec
{
    /// <summary>
    /// The most of each resource, for all of the project together: <c>pods</c>, <c>requests.cpu</c>, <c>limits.memory</c>,
    /// <c>requests.nvidia.com/gpu</c>, <c>count/modeldeployments.modelyard.dev</c>, ….
    /// </summary>
    public Dictionary<string, Quantity>? Hard { get; set; }

    /// <summary>
    /// Only pods that all of these are true of count: <c>Terminating</c> or <c>NotTerminating</c> (with a deadline or without),
    /// <c>BestEffort</c> or <c>NotBestEffort</c> (that ask for no processor and memory, or for some). Cannot be changed.
    /// </summary>
    public List<string>? Scopes { get; set; }

    /// <summary>The same, as expressions: only pods that all of them are true of count.</summary>
    public ScopeSelector? ScopeSelector { get; set; }
}

/// <summary>Which pods count.</summary>
public sealed class ScopeSelector
{
    /// <summary>Expressions; all have to be true.</summary>
    public List<ScopedResourceSelectorRequirement>? MatchExpressions { get; set; }
}

/// <summary>An expression about a pod.</summary>
public sealed class ScopedResourceSelectorRequirement
{
    /// <summary>The scope.</summary>
    [Required]
    public string? ScopeName { get; set; }

    /// <summary><c>Exists</c>.</summary>
    [Required]
    public string? Operator { get; set; }

    /// <summary>Values; none with <c>Exists</c>.</summary>
    public List<string>? Values { get; set; }
}

/// <summary>The limits in force, and what is used of them.</summary>
public sealed class ResourceQuotaStatus
{
    /// <summary>The limits that are in force.</summary>
    public Dictionary<string, Quantity>? Hard { get; set; }

    /// <summary>What the project has at the moment.</summary>
    public Dictionary<string, Quantity>? Used { get; set; }
}
