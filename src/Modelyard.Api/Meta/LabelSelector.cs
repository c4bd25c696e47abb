namespace Modelyard.Api;

/// <summary>Selects objects by their labels; all conditions must hold. An empty selector selects everything.</summary>
[AtomicMap]
public sealed class LabelSelector
{
    /// <summary>Labels and the exact values they must have.</summary>
    public Dictionary<string, string>? MatchLabels { get; set; }

    /// <summary>Further conditions.</summary>
    public List<LabelSelectorRequirement>? MatchExpressions { get; set; }
}

/// <summary>A condition on one label.</summary>
public sealed class LabelSelectorRequirement
{
    /// <summary>The label.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    [Required]
    public string? Operator { get; set; }

    /// <summary>Values for <c>In</c> and <c>NotIn</c>; empty otherwise.</summary>
    public List<string>? Values { get; set; }
}
