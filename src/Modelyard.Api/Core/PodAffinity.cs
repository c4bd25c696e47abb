namespace Modelyard.Api;

/// <summary>Pods to be near.</summary>
public sealed class PodAffinity
{
    /// <summary>Rules that must hold.</summary>
    public List<PodAffinityTerm>? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }

    /// <summary>Preferences; weights add up.</summary>
    public List<WeightedPodAffinityTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; set; }
}

/// <summary>Pods to stay away from.</summary>
public sealed class PodAntiAffinity
{
    /// <summary>Rules that must hold.</summary>
    public List<PodAffinityTerm>? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }

    /// <summary>Preferences; weights add up.</summary>
    public List<WeightedPodAffinityTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; set; }
}

/// <summary>A preference about other pods.</summary>
public sealed class WeightedPodAffinityTerm
{
    /// <summary>How much it counts, 1 to 100.</summary>
    [Required]
    public int? Weight { get; set; }

    /// <summary>The pods meant.</summary>
    [Required]
    public PodAffinityTerm? PodAffinityTerm { get; set; }
}

/// <summary>Some pods, and what "near" means.</summary>
public sealed class PodAffinityTerm
{
    /// <summary>Labels of the pods.</summary>
    public LabelSelector? LabelSelector { get; set; }

    /// <summary>Namespaces of the pods; this pod's when neither this nor <c>namespaceSelector</c> is given.</summary>
    public List<string>? Namespaces { get; set; }

    /// <summary>Node label whose equal value means "near".</summary>
    [Required]
    public string? TopologyKey { get; set; }

    /// <summary>Labels of the namespaces of the pods; an empty selector means all.</summary>
    public LabelSelector? NamespaceSelector { get; set; }

    /// <summary>Label keys whose values are taken from this pod and must match.</summary>
    public List<string>? MatchLabelKeys { get; set; }

    /// <summary>Label keys whose values are taken from this pod and must differ.</summary>
    public List<string>? MismatchLabelKeys { get; set; }
}
