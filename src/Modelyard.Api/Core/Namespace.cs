namespace Modelyard.Api;

/// <summary>A project: the boundary within which names are unique and rights are given.</summary>
[Kind("", "v1", "Namespace", "namespaces", ResourceScope.Cluster, ShortNames = ["ns"], HasStatus = true)]
public sealed class Namespace : Resource<NamespaceSpec, NamespaceStatus>;

/// <summary>What keeps a namespace alive.</summary>
public sealed class NamespaceSpec
{
    /// <summary>Must be empty before the namespace can go.</summary>
    public List<string>? Finalizers { get; set; }
}

/// <summary>State of a namespace.</summary>
public sealed class NamespaceStatus
{
    /// <summary><c>Active</c> or <c>Terminating</c>.</summary>
    public string? Phase { get; set; }

    /// <summary>How far deletion has come.</summary>
    [MapList("type"), MergeKey("type")]
    public List<NamespaceCondition>? Conditions { get; set; }
}

/// <summary>One observed aspect of a namespace.</summary>
public sealed class NamespaceCondition
{
    /// <summary>Type of the condition.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required]
    public string? Status { get; set; }

    /// <summary>When <c>status</c> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; set; }

    /// <summary>One-word reason.</summary>
    public string? Reason { get; set; }

    /// <summary>For a person.</summary>
    public string? Message { get; set; }
}
