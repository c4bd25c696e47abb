namespace Modelyard.Api;

/// <summary>State of a service.</summary>
public sealed class ServiceStatus
{
    /// <summary>State of the load balancer.</summary>
    public LoadBalancerStatus? LoadBalancer { get; set; }

    /// <summary>Observed aspects.</summary>
    [MapList("type"), MergeKey("type")]
    public List<ServiceCondition>? Conditions { get; set; }
}

/// <summary>One observed aspect of a service.</summary>
public sealed class ServiceCondition
{
    /// <summary>Type of the condition.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required]
    public string? Status { get; set; }

    /// <summary>Generation the condition describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>When <c>status</c> last changed.</summary>
    [Required]
    public DateTimeOffset? LastTransitionTime { get; set; }

    /// <summary>One-word reason.</summary>
    [Required]
    public string? Reason { get; set; }

    /// <summary>For a person.</summary>
    [Required]
    public string? Message { get; set; }
}

/// <summary>State of a load balancer.</summary>
public sealed class LoadBalancerStatus
{
    /// <summary>Points at which traffic enters.</summary>
    public List<LoadBalancerIngress>? Ingress { get; set; }
}

/// <summary>A point at which traffic enters.</summary>
public sealed class LoadBalancerIngress
{
    /// <summary>Its address.</summary>
    public string? Ip { get; set; }

    /// <summary>Its host name.</summary>
    public string? Hostname { get; set; }

    /// <summary><c>VIP</c> or <c>Proxy</c>: how the address behaves.</summary>
    public string? IpMode { get; set; }

    /// <summary>State of its ports.</summary>
    public List<PortStatus>? Ports { get; set; }
}

/// <summary>State of a port.</summary>
public sealed class PortStatus
{
    /// <summary>Port number.</summary>
    [Required]
    public int? Port { get; set; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</summary>
    [Required]
    public string? Protocol { get; set; }

    /// <summary>What is wrong with it, as a reason.</summary>
    public string? Error { get; set; }
}
