namespace Modelyard.Api;

/// <summary>One observed aspect of a resource, for instance <c>Ready</c>.</summary>
public sealed class Condition
{
    /// <summary>Type of the condition, in CamelCase.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required]
    public string? Status { get; set; }

    /// <summary>When empty the condition is an error if it is not true; <c>Info</c> conditions do not count towards readiness.</summary>
    public string? Severity { get; set; }

    /// <summary>When <c>status</c> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; set; }

    /// <summary>One-word machine-readable reason.</summary>
    public string? Reason { get; set; }

    /// <summary>What is awaited or wrong, in plain words.</summary>
    public string? Message { get; set; }
}
