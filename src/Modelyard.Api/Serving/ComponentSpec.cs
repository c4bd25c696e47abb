namespace Modelyard.Api;

/// <summary>What predictors, transformers and explainers have in common: scaling, rollout, logging, and any field of the pod.</summary>
[OptionalFields("containers")]
[AtomicLists("containers", "initContainers", "ephemeralContainers", "volumes", "hostAliases", "imagePullSecrets")]
public abstract class ComponentSpec : PodSpec
{
    /// <summary>Least number of replicas. Default 1; 0 allows none while there is no traffic.</summary>
    public int? MinReplicas { get; set; }

    /// <summary>Largest number of replicas; 0 or absent for no limit.</summary>
    public int? MaxReplicas { get; set; }

    /// <summary>Value of <c>scaleMetric</c> to hold per replica.</summary>
    public int? ScaleTarget { get; set; }

    /// <summary>What scaling looks at.</summary>
    [OneOf("cpu", "memory", "concurrency", "rps")]
    public string? ScaleMetric { get; set; }

    /// <summary>How the metric is compared.</summary>
    [OneOf("Utilization", "AverageValue", "Value")]
    public string? ScaleMetricType { get; set; }

    /// <summary>Scaling by several metrics.</summary>
    public AutoScalingSpec? AutoScaling { get; set; }

    /// <summary>Most requests a replica works on at once; 0 for no limit.</summary>
    public long? ContainerConcurrency { get; set; }

    /// <summary>Seconds a request may take.</summary>
    public long? Timeout { get; set; }

    /// <summary>Share of the traffic for the newest revision (Knative mode).</summary>
    public long? CanaryTrafficPercent { get; set; }

    /// <summary>Logs requests and answers.</summary>
    public LoggerSpec? Logger { get; set; }

    /// <summary>Gathers requests into batches.</summary>
    public BatcherSpec? Batcher { get; set; }

    /// <summary>Labels for the pods.</summary>
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations for the pods.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>How replicas are replaced. Standard deployment mode only.</summary>
    public DeploymentStrategy? DeploymentStrategy { get; set; }
}
