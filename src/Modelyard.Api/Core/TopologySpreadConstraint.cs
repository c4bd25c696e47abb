namespace Modelyard.Api;

/// <summary>How evenly matching pods are spread over a topology.</summary>
public sealed class TopologySpreadConstraint
{
    /// <summary>Largest allowed difference in the number of pods between two domains.</summary>
    [Required]
    public int? MaxSkew { get; set; }

    /// <summary>Node label whose values are the domains.</summary>
    [Required]
    public string? TopologyKey { get; set; }

    /// <summary><c>DoNotSchedule</c> or <c>ScheduleAnyway</c>.</summary>
    [Required]
    public string? WhenUnsatisfiable { get; set; }

    /// <summary>The pods that are counted.</summary>
    public LabelSelector? LabelSelector { get; set; }

    /// <summary>Least number of domains that must have eligible nodes.</summary>
    public int? MinDomains { get; set; }

    /// <summary><c>Honor</c> or <c>Ignore</c> the pod's node affinity when counting.</summary>
    public string? NodeAffinityPolicy { get; set; }

    /// <summary><c>Honor</c> or <c>Ignore</c> node taints when counting.</summary>
    public string? NodeTaintsPolicy { get; set; }

    /// <summary>Label keys whose values are taken from this pod and must match.</summary>
    public List<string>? MatchLabelKeys { get; set; }
}
