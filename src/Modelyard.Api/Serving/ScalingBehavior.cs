namespace Modelyard.Api;

/// <summary>How fast replicas are added and removed.</summary>
public sealed class ScalingBehavior
{
    /// <summary>When adding.</summary>
    public ScalingRules? ScaleUp { get; set; }

    /// <summary>When removing.</summary>
    public ScalingRules? ScaleDown { get; set; }
}

/// <summary>Limits on the speed of scaling.</summary>
public sealed class ScalingRules
{
    /// <summary>Seconds of recommendations looked back on.</summary>
    public int? StabilizationWindowSeconds { get; set; }

    /// <summary><c>Max</c>, <c>Min</c> or <c>Disabled</c>: which policy counts.</summary>
    public string? SelectPolicy { get; set; }

    /// <summary>The policies.</summary>
    public List<ScalingPolicy>? Policies { get; set; }

    /// <summary>Deviation from the target that causes no change.</summary>
    public Quantity? Tolerance { get; set; }
}

/// <summary>How much may change in a period.</summary>
public sealed class ScalingPolicy
{
    /// <summary><c>Pods</c> or <c>Percent</c>.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary>How many, or how many percent.</summary>
    [Required]
    public int? Value { get; set; }

    /// <summary>The period in seconds.</summary>
    [Required]
    public int? PeriodSeconds { get; set; }
}
