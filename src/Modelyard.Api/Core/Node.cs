using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>A machine that runs pods.</summary>
[Kind("", "v1", "Node", "nodes", ResourceScope.Cluster, ShortNames = ["no"], HasStatus = true)]
public sealed class Node : Resource<NodeSpec, NodeStatus>;

/// <summary>How a node may be used.</summary>
public sealed class NodeSpec
{
    /// <summary>Network of the node's pods.</summary>
    public string? PodCIDR { get; set; }

    /// <summary>Networks of the node's pods.</summary>
    [SetList]
    public List<string>? PodCIDRs { get; set; }

    /// <summary>The cloud provider's name for the machine.</summary>
    public string? ProviderID { get; set; }

    /// <summary>When true no new pods are put here.</summary>
    public bool? Unschedulable { get; set; }

    /// <summary>Taints that keep pods away.</summary>
    public List<Taint>? Taints { get; set; }

    /// <summary>Deprecated and ignored; kept so that older objects load.</summary>
    public JsonObject? ConfigSource { get; set; }

    /// <summary>Deprecated and ignored; kept so that older objects load.</summary>
    public string? ExternalID { get; set; }
}

/// <summary>Keeps pods away that do not tolerate it.</summary>
public sealed class Taint
{
    /// <summary>Key of the taint.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>Value of the taint.</summary>
    public string? Value { get; set; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</summary>
    [Required]
    public string? Effect { get; set; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset? TimeAdded { get; set; }
}
