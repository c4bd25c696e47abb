namespace Modelyard.Api;

/// <summary>
/// Somebody answers for using a version in spite of what a scan found in it, for a time. Making one needs the verb <c>waive</c> on the version, and nobody
/// waives what they submitted; who made it, when and for which content, the API server writes. It never changes: to end it before its time, delete it.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ScanWaiver", "scanwaivers", ResourceScope.Namespaced, ShortNames = ["mwaiv"], Categories = ["modelyard"])]
public sealed class ScanWaiver : Resource
{
    /// <summary>What is waived.</summary>
    [Required]
    public ScanWaiverSpec Spec { get; set; } = new();
}

/// <summary>What is waived.</summary>
public sealed class ScanWaiverSpec
{
    /// <summary>Name of the ModelVersion, in the same project. Other versions of the project with the very same files are waived as well.</summary>
    [Required]
    public string? Version { get; set; }

    /// <summary>Ids of the rules whose findings are waived, such as <c>MY-POL-001</c>.</summary>
    [Required, SetList]
    public List<string>? Rules { get; set; }

    /// <summary>Globs of the files in which they are waived; all files when absent.</summary>
    [SetList]
    public List<string>? Paths { get; set; }

    /// <summary>Why the version can be used all the same.</summary>
    [Required]
    public string? Reason { get; set; }

    /// <summary>Until when.</summary>
    [Required]
    public DateTimeOffset? Expires { get; set; }

    /// <summary>Who answers for it; whoever made the waiver when absent.</summary>
    public string? Owner { get; set; }

    /// <summary>Who made it. Written by the API server.</summary>
    public string? By { get; set; }

    /// <summary>When. Written by the API server.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Digest of the version that is waived. Written by the API server.</summary>
    public string? Digest { get; set; }
}
