using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>State of a machine.</summary>
public sealed class NodeStatus
{
    /// <summary>All resources of the machine.</summary>
    public Dictionary<string, Quantity>? Capacity { get; set; }

    /// <summary>Resources available to pods.</summary>
    public Dictionary<string, Quantity>? Allocatable { get; set; }

    /// <summary>Deprecated.</summary>
    public string? Phase { get; set; }

    /// <summary>Observed aspects: Ready, MemoryPressure, ….</summary>
    [MapList("type"), MergeKey("type")]
    public List<NodeCondition>? Conditions { get; set; }

    /// <summary>Addresses of the machine.</summary>
    [MapList("type"), MergeKey("type")]
    public List<NodeAddress>? Addresses { get; set; }

    /// <summary>Ports of the node agent.</summary>
    public NodeDaemonEndpoints? DaemonEndpoints { get; set; }

    /// <summary>What the machine is.</summary>
    public NodeSystemInfo? NodeInfo { get; set; }

    /// <summary>Images on the machine.</summary>
    public List<ContainerImage>? Images { get; set; }

    /// <summary>Volumes in use.</summary>
    public List<string>? VolumesInUse { get; set; }

    /// <summary>Volumes attached.</summary>
    public List<AttachedVolume>? VolumesAttached { get; set; }

    /// <summary>Deprecated; kept so that older objects load.</summary>
    public JsonObject? Config { get; set; }

    /// <summary>Runtimes the machine offers.</summary>
    public List<NodeRuntimeHandler>? RuntimeHandlers { get; set; }

    /// <summary>What the container runtime can do.</summary>
    public NodeFeatures? Features { get; set; }

    /// <summary>Features the node agent declares.</summary>
    public List<string>? DeclaredFeatures { get; set; }
}

/// <summary>One observed aspect of a machine.</summary>
public sealed class NodeCondition
{
    /// <summary>Type of the condition.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required]
    public string? Status { get; set; }

    /// <summary>When it was last confirmed.</summary>
    public DateTimeOffset? LastHeartbeatTime { get; set; }

    /// <summary>When <c>status</c> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; set; }

    /// <summary>One-word reason.</summary>
    public string? Reason { get; set; }

    /// <summary>For a person.</summary>
    public string? Message { get; set; }
}

/// <summary>An address of a machine.</summary>
public sealed class NodeAddress
{
    /// <summary><c>Hostname</c>, <c>InternalIP</c>, <c>ExternalIP</c>, <c>InternalDNS</c> or <c>ExternalDNS</c>.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary>The address.</summary>
    [Required]
    public string? Address { get; set; }
}

/// <summary>Ports of the node agent.</summary>
public sealed class NodeDaemonEndpoints
{
    /// <summary>The node agent's own port.</summary>
    public DaemonEndpoint? KubeletEndpoint { get; set; }
}

/// <summary>A port of a daemon.</summary>
public sealed class DaemonEndpoint
{
    /// <summary>The port number; capitalised on the wire.</summary>
    [Required, JsonPropertyName("Port")]
    public int? Port { get; set; }
}
