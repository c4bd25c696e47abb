namespace Modelyard.Api;

/// <summary>How many requests are worked on at once, and how many may wait.</summary>
public sealed class DeploymentConcurrency
{
    /// <summary>Requests a replica works on at once; as many as the engine takes when absent.</summary>
    [Minimum(1)]
    public int? PerReplica { get; set; }

    /// <summary>Requests that may wait for a replica; further ones are refused with 503.</summary>
    [Minimum(0), Default(100)]
    public int? QueueLength { get; set; }

    /// <summary>Longest wait, e.g. <c>30s</c>; after it the request is refused with 503.</summary>
    [Default("30s")]
    public string? QueueTimeout { get; set; }
}
