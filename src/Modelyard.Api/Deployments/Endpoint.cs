namespace Modelyard.Api;

/// <summary>Where models are called: a path and, if wanted, a host of its own, and how calls are split among deployments of the same project.</summary>
[Kind("modelyard.dev", "v1alpha1", "Endpoint", "endpoints", ResourceScope.Namespaced, ShortNames = ["mep"], Categories = ["modelyard"], HasStatus = true)]
public sealed class Endpoint : Resource<EndpointSpec, EndpointStatus>;

/// <summary>Address and traffic of an endpoint.</summary>
public sealed class EndpointSpec
{
    /// <summary>Path segment of the gateway it is served under, as <c>/e/{path}/…</c>; the endpoint's name when absent. The first endpoint to take a path keeps it.</summary>
    [Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    public string? Path { get; set; }

    /// <summary>Host name it answers to as well, without scheme and port, e.g. <c>chat.acme.example</c>.</summary>
    public string? Host { get; set; }

    /// <summary>
    /// <c>Internal</c> (default): for callers of the gateway's own address. <c>External</c>: also for callers outside, at the address that the gateway
    /// was given for them, with HTTPS. Nothing else can be reached there.
    /// </summary>
    [OneOf("Internal", "External"), Default("Internal")]
    public string? Visibility { get; set; }

    /// <summary>Certificate for <c>host</c>, for callers outside; one of the installation's own authority when absent.</summary>
    public EndpointTls? Tls { get; set; }

    /// <summary>Which deployments answer. When empty: those that name this endpoint in <c>spec.endpoint</c>, in equal shares.</summary>
    [MapList("deployment")]
    public List<TrafficShare>? Traffic { get; set; }

    /// <summary>Request header whose value keeps a conversation on the same deployment.</summary>
    [Default("X-Session-Id"), Pattern("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")]
    public string? SessionHeader { get; set; }
}

/// <summary>A certificate.</summary>
public sealed class EndpointTls
{
    /// <summary>Secret of type <c>kubernetes.io/tls</c> in the endpoint's namespace, with <c>tls.crt</c> and <c>tls.key</c>.</summary>
    [Required]
    public string? SecretName { get; set; }
}

/// <summary>A deployment's share of an endpoint's calls.</summary>
public sealed class TrafficShare
{
    /// <summary>Name of the ModelDeployment, in the endpoint's namespace.</summary>
    [Required]
    public string? Deployment { get; set; }

    /// <summary>Share of the calls, in relation to the sum of all weights. 0 for none.</summary>
    [Minimum(0), Maximum(100), Default(100)]
    public int? Weight { get; set; }
}

/// <summary>State of an endpoint.</summary>
public sealed class EndpointStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Base URL for clients.</summary>
    public string? Url { get; set; }

    /// <summary><c>Ready</c>: whether every deployment in the traffic exists and one of them can answer.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }
}
