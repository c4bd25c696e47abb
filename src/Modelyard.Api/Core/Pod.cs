namespace Modelyard.Api;

/// <summary>A group of containers that run together: here, one replica of a model server.</summary>
[Kind("", "v1", "Pod", "pods", ResourceScope.Namespaced, ShortNames = ["po"], Categories = ["all"], HasStatus = true)]
public sealed class Pod : Resource<PodSpec, PodStatus>;

/// <summary>What is known about a running pod.</summary>
public sealed class PodStatus
{
    /// <summary>Generation the status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; set; }

    /// <summary>Observed aspects: PodScheduled, Initialized, ContainersReady, Ready, ….</summary>
    [MapList("type"), MergeKey("type")]
    public List<PodCondition>? Conditions { get; set; }

    /// <summary>Why the pod is in this state, for a person.</summary>
    public string? Message { get; set; }

    /// <summary>One-word reason, e.g. <c>Evicted</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>Node where room is being made for the pod.</summary>
    public string? NominatedNodeName { get; set; }

    /// <summary>Address of the machine.</summary>
    public string? HostIP { get; set; }

    /// <summary>All addresses of the machine.</summary>
    [MergeKey("ip")]
    public List<HostIp>? HostIPs { get; set; }

    /// <summary>Address of the pod.</summary>
    public string? PodIP { get; set; }

    /// <summary>All addresses of the pod.</summary>
    [MapList("ip"), MergeKey("ip")]
    public List<PodIp>? PodIPs { get; set; }

    /// <summary>When the node took the pod on.</summary>
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>State of the init containers.</summary>
    public List<ContainerStatus>? InitContainerStatuses { get; set; }

    /// <summary>State of the containers.</summary>
    public List<ContainerStatus>? ContainerStatuses { get; set; }

    /// <summary><c>Guaranteed</c>, <c>Burstable</c> or <c>BestEffort</c>.</summary>
    public string? QosClass { get; set; }

    /// <summary>State of the ephemeral containers.</summary>
    public List<ContainerStatus>? EphemeralContainerStatuses { get; set; }

    /// <summary>Deprecated: state of a resize in place.</summary>
    public string? Resize { get; set; }

    /// <summary>State of the device claims.</summary>
    [MapList("name"), MergeKey("name")]
    public List<PodResourceClaimStatus>? ResourceClaimStatuses { get; set; }

    /// <summary>Claim made for extended resources backed by device allocation.</summary>
    public PodExtendedResourceClaimStatus? ExtendedResourceClaimStatus { get; set; }

    /// <summary>Resources reserved for the pod as a whole.</summary>
    public Dictionary<string, Quantity>? AllocatedResources { get; set; }

    /// <summary>Resources in force for the pod as a whole.</summary>
    public ResourceRequirements? Resources { get; set; }
}

/// <summary>One observed aspect of a pod.</summary>
public sealed class PodCondition
{
    /// <summary>Type of the condition.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary>Generation the condition describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required]
    public string? Status { get; set; }

    /// <summary>When it was last looked at.</summary>
    public DateTimeOffset? LastProbeTime { get; set; }

    /// <summary>When <c>status</c> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; set; }

    /// <summary>One-word reason.</summary>
    public string? Reason { get; set; }

    /// <summary>For a person.</summary>
    public string? Message { get; set; }
}
