namespace Modelyard.Api;

/// <summary>Where a pod wants to run.</summary>
public sealed class Affinity
{
    /// <summary>Rules about nodes.</summary>
    public NodeAffinity? NodeAffinity { get; set; }

    /// <summary>Rules about pods to be near.</summary>
    public PodAffinity? PodAffinity { get; set; }

    /// <summary>Rules about pods to stay away from.</summary>
    public PodAntiAffinity? PodAntiAffinity { get; set; }
}

/// <summary>Rules about nodes.</summary>
public sealed class NodeAffinity
{
    /// <summary>Nodes that are allowed at all.</summary>
    public NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }

    /// <summary>Nodes that are preferred; weights add up.</summary>
    public List<PreferredSchedulingTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; set; }
}

/// <summary>A preference for some nodes.</summary>
public sealed class PreferredSchedulingTerm
{
    /// <summary>How much it counts, 1 to 100.</summary>
    [Required]
    public int? Weight { get; set; }

    /// <summary>The nodes preferred.</summary>
    [Required]
    public NodeSelectorTerm? Preference { get; set; }
}

/// <summary>A choice of nodes: those that meet at least one term.</summary>
[AtomicMap]
public sealed class NodeSelector
{
    /// <summary>The terms.</summary>
    [Required]
    public List<NodeSelectorTerm>? NodeSelectorTerms { get; set; }
}

/// <summary>Conditions that a node must all meet.</summary>
[AtomicMap]
public sealed class NodeSelectorTerm
{
    /// <summary>Conditions on the node's labels.</summary>
    public List<NodeSelectorRequirement>? MatchExpressions { get; set; }

    /// <summary>Conditions on the node's fields.</summary>
    public List<NodeSelectorRequirement>? MatchFields { get; set; }
}

/// <summary>A condition on a node.</summary>
public sealed class NodeSelectorRequirement
{
    /// <summary>Label or field.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c>, <c>DoesNotExist</c>, <c>Gt</c> or <c>Lt</c>.</summary>
    [Required]
    public string? Operator { get; set; }

    /// <summary>Values to compare with.</summary>
    public List<string>? Values { get; set; }
}
