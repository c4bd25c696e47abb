namespace Modelyard.Api;

/// <summary>What a pod runs, and how.</summary>
public class PodSpec
{
    /// <summary>Volumes the containers can mount.</summary>
    [MapList("name"), MergeKey("name")]
    public List<Volume>? Volumes { get; set; }

    /// <summary>Containers run to their end, one after the other, before the others start.</summary>
    [MapList("name"), MergeKey("name")]
    public List<Container>? InitContainers { get; set; }

    /// <summary>The containers; at least one.</summary>
    [Required, MapList("name"), MergeKey("name")]
    public List<Container>? Containers { get; set; }

    /// <summary>Containers added later to look into the pod.</summary>
    [MapList("name"), MergeKey("name")]
    public List<EphemeralContainer>? EphemeralContainers { get; set; }

    /// <summary><c>Always</c> (default), <c>OnFailure</c> or <c>Never</c>.</summary>
    public string? RestartPolicy { get; set; }

    /// <summary>Seconds between asking the programs to end and killing them. Default 30.</summary>
    public long? TerminationGracePeriodSeconds { get; set; }

    /// <summary>Seconds after which the pod has failed if it still runs.</summary>
    public long? ActiveDeadlineSeconds { get; set; }

    /// <summary><c>ClusterFirst</c> (default), <c>ClusterFirstWithHostNet</c>, <c>Default</c> or <c>None</c>.</summary>
    public string? DnsPolicy { get; set; }

    /// <summary>Labels a node must have for the pod to run there.</summary>
    [AtomicMap]
    public Dictionary<string, string>? NodeSelector { get; set; }

    /// <summary>ServiceAccount the pod acts as.</summary>
    public string? ServiceAccountName { get; set; }

    /// <summary>Deprecated alias of <c>serviceAccountName</c>.</summary>
    public string? ServiceAccount { get; set; }

    /// <summary>Whether a token of the service account is mounted.</summary>
    public bool? AutomountServiceAccountToken { get; set; }

    /// <summary>The node the pod is bound to; set by the scheduler.</summary>
    public string? NodeName { get; set; }

    /// <summary>Use the machine's network.</summary>
    public bool? HostNetwork { get; set; }

    /// <summary>See the machine's processes.</summary>
    public bool? HostPID { get; set; }

    /// <summary>Use the machine's inter-process communication.</summary>
    public bool? HostIPC { get; set; }

    /// <summary>Let the containers see each other's processes.</summary>
    public bool? ShareProcessNamespace { get; set; }

    /// <summary>Security options of the whole pod.</summary>
    public PodSecurityContext? SecurityContext { get; set; }

    /// <summary>Secrets with credentials for image registries.</summary>
    [MapList("name"), MergeKey("name")]
    public List<LocalObjectReference>? ImagePullSecrets { get; set; }

    /// <summary>Host name of the pod; its name when absent.</summary>
    public string? Hostname { get; set; }

    /// <summary>Makes the host name <c>hostname.subdomain.namespace.svc.domain</c>.</summary>
    public string? Subdomain { get; set; }

    /// <summary>Where the pod wants to run.</summary>
    public Affinity? Affinity { get; set; }

    /// <summary>Scheduler to use; the default one when absent.</summary>
    public string? SchedulerName { get; set; }

    /// <summary>Taints the pod tolerates.</summary>
    public List<Toleration>? Tolerations { get; set; }

    /// <summary>Lines for the pod's hosts file.</summary>
    [MapList("ip"), MergeKey("ip")]
    public List<HostAlias>? HostAliases { get; set; }

    /// <summary>Name of the pod's priority class.</summary>
    public string? PriorityClassName { get; set; }

    /// <summary>The priority; set from the class. Higher is more important.</summary>
    public int? Priority { get; set; }

    /// <summary>DNS settings added to those of <c>dnsPolicy</c>.</summary>
    public PodDnsConfig? DnsConfig { get; set; }

    /// <summary>Further conditions that must be true for the pod to be ready.</summary>
    public List<PodReadinessGate>? ReadinessGates { get; set; }

    /// <summary>Name of the RuntimeClass to run the pod with.</summary>
    public string? RuntimeClassName { get; set; }

    /// <summary>Whether services appear as environment variables. Default true.</summary>
    public bool? EnableServiceLinks { get; set; }

    /// <summary><c>PreemptLowerPriority</c> (default) or <c>Never</c>.</summary>
    public string? PreemptionPolicy { get; set; }

    /// <summary>Resources the runtime itself needs for the pod; set from the RuntimeClass.</summary>
    public Dictionary<string, Quantity>? Overhead { get; set; }

    /// <summary>How evenly pods are spread.</summary>
    [MapList("topologyKey", "whenUnsatisfiable"), MergeKey("topologyKey")]
    public List<TopologySpreadConstraint>? TopologySpreadConstraints { get; set; }

    /// <summary>Use the fully qualified name as host name.</summary>
    public bool? SetHostnameAsFQDN { get; set; }

    /// <summary>Operating system the pod is made for.</summary>
    public PodOs? Os { get; set; }

    /// <summary>Whether the machine's user ids are used. Default true.</summary>
    public bool? HostUsers { get; set; }

    /// <summary>While any is left the pod is not scheduled.</summary>
    [MapList("name"), MergeKey("name")]
    public List<PodSchedulingGate>? SchedulingGates { get; set; }

    /// <summary>Device claims the containers can use.</summary>
    [MapList("name"), MergeKey("name")]
    public List<PodResourceClaim>? ResourceClaims { get; set; }

    /// <summary>Resources of the pod as a whole.</summary>
    public ResourceRequirements? Resources { get; set; }

    /// <summary>Host name that wins over everything else.</summary>
    public string? HostnameOverride { get; set; }
}
