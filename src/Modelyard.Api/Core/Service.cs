namespace Modelyard.Api;

/// <summary>A stable address for a set of pods.</summary>
[Kind("", "v1", "Service", "services", ResourceScope.Namespaced, ShortNames = ["svc"], Categories = ["all"], HasStatus = true)]
public sealed class Service : Resource<ServiceSpec, ServiceStatus>;

/// <summary>What a service exposes, and how.</summary>
public sealed class ServiceSpec
{
    /// <summary>Ports of the service.</summary>
    [MapList("port", "protocol"), MergeKey("port")]
    public List<ServicePort>? Ports { get; set; }

    /// <summary>Labels of the pods that traffic goes to. Without it, addresses are managed by others.</summary>
    [AtomicMap]
    public Dictionary<string, string>? Selector { get; set; }

    /// <summary>Address of the service; assigned when absent, <c>None</c> for a headless service.</summary>
    public string? ClusterIP { get; set; }

    /// <summary>All addresses; the first equals <c>clusterIP</c>.</summary>
    public List<string>? ClusterIPs { get; set; }

    /// <summary><c>ClusterIP</c> (default), <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Addresses of nodes for which traffic is accepted too.</summary>
    public List<string>? ExternalIPs { get; set; }

    /// <summary><c>None</c> (default) or <c>ClientIP</c>.</summary>
    public string? SessionAffinity { get; set; }

    /// <summary>Deprecated: address wanted from the load balancer.</summary>
    public string? LoadBalancerIP { get; set; }

    /// <summary>Client networks the load balancer lets in.</summary>
    public List<string>? LoadBalancerSourceRanges { get; set; }

    /// <summary>Host name that an <c>ExternalName</c> service stands for.</summary>
    public string? ExternalName { get; set; }

    /// <summary><c>Cluster</c> or <c>Local</c>: where external traffic may go.</summary>
    public string? ExternalTrafficPolicy { get; set; }

    /// <summary>Port of the health check, with <c>externalTrafficPolicy: Local</c>.</summary>
    public int? HealthCheckNodePort { get; set; }

    /// <summary>List pods that are not ready as well.</summary>
    public bool? PublishNotReadyAddresses { get; set; }

    /// <summary>Details of session affinity.</summary>
    public SessionAffinityConfig? SessionAffinityConfig { get; set; }

    /// <summary><c>IPv4</c>, <c>IPv6</c> or both, in order of preference.</summary>
    public List<string>? IpFamilies { get; set; }

    /// <summary><c>SingleStack</c>, <c>PreferDualStack</c> or <c>RequireDualStack</c>.</summary>
    public string? IpFamilyPolicy { get; set; }

    /// <summary>Whether a load balancer gets node ports. Default true.</summary>
    public bool? AllocateLoadBalancerNodePorts { get; set; }

    /// <summary>Implementation of the load balancer. Cannot be changed.</summary>
    public string? LoadBalancerClass { get; set; }

    /// <summary><c>Cluster</c> or <c>Local</c>: where internal traffic may go.</summary>
    public string? InternalTrafficPolicy { get; set; }

    /// <summary>Preference such as <c>PreferSameZone</c> or <c>PreferSameNode</c>.</summary>
    public string? TrafficDistribution { get; set; }
}

/// <summary>A port of a service.</summary>
public sealed class ServicePort
{
    /// <summary>Name of the port; needed when there are several.</summary>
    public string? Name { get; set; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</summary>
    [Default("TCP")]
    public string? Protocol { get; set; }

    /// <summary>Protocol spoken, e.g. <c>kubernetes.io/h2c</c>.</summary>
    public string? AppProtocol { get; set; }

    /// <summary>Port number of the service.</summary>
    [Required]
    public int? Port { get; set; }

    /// <summary>Port number or name at the pods; <c>port</c> when absent.</summary>
    public IntOrString? TargetPort { get; set; }

    /// <summary>Port opened on every node.</summary>
    public int? NodePort { get; set; }
}

/// <summary>Details of session affinity.</summary>
public sealed class SessionAffinityConfig
{
    /// <summary>For <c>ClientIP</c>.</summary>
    public ClientIpConfig? ClientIP { get; set; }
}

/// <summary>How long a client stays with a pod.</summary>
public sealed class ClientIpConfig
{
    /// <summary>Seconds, at most 86400. Default 10800.</summary>
    public int? TimeoutSeconds { get; set; }
}
