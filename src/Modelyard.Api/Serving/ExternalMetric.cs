namespace Modelyard.Api;

/// <summary>A metric from a metrics server.</summary>
public sealed class ExternalMetricSource
{
    /// <summary>Which metric.</summary>
    [Required]
    public ExternalMetric? Metric { get; set; }

    /// <summary>What to hold.</summary>
    [Required]
    public MetricTarget? Target { get; set; }

    /// <summary>Credentials for the server.</summary>
    public MetricAuthentication? AuthenticationRef { get; set; }
}

/// <summary>A query to a metrics server.</summary>
public sealed class ExternalMetric
{
    /// <summary>Kind of server.</summary>
    [OneOf("prometheus", "graphite")]
    public string? Backend { get; set; }

    /// <summary>Address of the server.</summary>
    public string? ServerAddress { get; set; }

    /// <summary>The query.</summary>
    public string? Query { get; set; }

    /// <summary>Namespace to query, for servers with tenants.</summary>
    public string? Namespace { get; set; }
}

/// <summary>Credentials for a metrics server.</summary>
public sealed class MetricAuthentication
{
    /// <summary>How to authenticate, e.g. <c>bearer</c>, <c>basic</c>, <c>tls</c>.</summary>
    public string? AuthModes { get; set; }

    /// <summary>Where the credentials are.</summary>
    [Required]
    public AuthenticationReference? AuthenticationRef { get; set; }
}

/// <summary>Names an authentication object.</summary>
public sealed class AuthenticationReference
{
    /// <summary>Its name.</summary>
    [Required]
    public string? Name { get; set; }
}

/// <summary>A metric the pods report.</summary>
public sealed class PodMetricSource
{
    /// <summary>Which metric.</summary>
    [Required]
    public PodMetric? Metric { get; set; }

    /// <summary>What to hold.</summary>
    [Required]
    public MetricTarget? Target { get; set; }
}

/// <summary>A metric the pods report.</summary>
public sealed class PodMetric
{
    /// <summary>Kind of server.</summary>
    [OneOf("opentelemetry")]
    public string? Backend { get; set; }

    /// <summary>Address of the server.</summary>
    public string? ServerAddress { get; set; }

    /// <summary>Names of the metrics.</summary>
    public List<string>? MetricNames { get; set; }

    /// <summary>The query.</summary>
    public string? Query { get; set; }

    /// <summary><c>last_one</c>, <c>avg</c>, <c>max</c>, <c>min</c>, <c>rate</c> or <c>count</c>: how values over time become one.</summary>
    public string? OperationOverTime { get; set; }
}
