namespace Modelyard.Api;

/// <summary>Scaling by several metrics.</summary>
public sealed class AutoScalingSpec
{
    /// <summary>The metrics.</summary>
    public List<ScaleMetricSpec>? Metrics { get; set; }

    /// <summary>How fast replicas are added and removed.</summary>
    public ScalingBehavior? Behavior { get; set; }
}

/// <summary>One metric: <c>type</c>, and the field of the same name.</summary>
public sealed class ScaleMetricSpec
{
    /// <summary>Which kind of metric.</summary>
    [Required, OneOf("Resource", "External", "PodMetric")]
    public string? Type { get; set; }

    /// <summary>Use of processor or memory.</summary>
    public ResourceMetricSource? Resource { get; set; }

    /// <summary>A metric from elsewhere.</summary>
    public ExternalMetricSource? External { get; set; }

    /// <summary>A metric the pods report.</summary>
    public PodMetricSource? Podmetric { get; set; }
}

/// <summary>Use of processor or memory.</summary>
public sealed class ResourceMetricSource
{
    /// <summary>The resource.</summary>
    [Required, OneOf("cpu", "memory")]
    public string? Name { get; set; }

    /// <summary>What to hold.</summary>
    [Required]
    public MetricTarget? Target { get; set; }
}

/// <summary>The value to hold.</summary>
public sealed class MetricTarget
{
    /// <summary>How the metric is compared.</summary>
    [OneOf("Utilization", "Value", "AverageValue")]
    public string? Type { get; set; }

    /// <summary>The value in total.</summary>
    public Quantity? Value { get; set; }

    /// <summary>The value per replica.</summary>
    public Quantity? AverageValue { get; set; }

    /// <summary>Percentage of what was requested, per replica.</summary>
    public int? AverageUtilization { get; set; }
}
