namespace Modelyard.Api;

/// <summary>Replicas that follow the load.</summary>
public sealed class DeploymentScaling
{
    /// <summary>Least number of replicas. 0: none while there are no calls; the first call then waits for one to start.</summary>
    [Minimum(0), Default(1)]
    public int? MinReplicas { get; set; }

    /// <summary>Largest number of replicas.</summary>
    [Required, Minimum(1)]
    public int? MaxReplicas { get; set; }

    /// <summary>What is looked at: requests under way (<c>concurrency</c>), requests per second (<c>rps</c>), or processor use (<c>cpu</c>).</summary>
    [Required, OneOf("concurrency", "rps", "cpu")]
    public string? Metric { get; set; }

    /// <summary>Value to hold per replica: requests under way, requests per second, or percent of the processors requested.</summary>
    [Required, Minimum(1)]
    public int? Target { get; set; }
}
