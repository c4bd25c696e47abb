namespace Modelyard.Api;

/// <summary>
/// What is done about what scans find in versions. Of several policies that select a version the strictest decides about each finding; a version that none
/// selects is judged by the defaults.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ScanPolicy", "scanpolicies", ResourceScope.Cluster, ShortNames = ["scpol"], Categories = ["modelyard"])]
public sealed class ScanPolicy : Resource
{
    /// <summary>What is done.</summary>
    [Required]
    public ScanPolicySpec Spec { get; set; } = new();
}

/// <summary>What is done about findings: <c>Block</c> (no waiver helps), <c>Waiver</c> (refused until somebody answers for it), <c>Warn</c> or <c>Ignore</c>.</summary>
public sealed class ScanPolicySpec
{
    /// <summary>Which versions; all when absent.</summary>
    public VersionSelector? Versions { get; set; }

    /// <summary>What is done about a finding by its severity, where no rule says otherwise.</summary>
    public SeverityActions? Severities { get; set; }

    /// <summary>What is done about findings of single rules. The first that matches decides.</summary>
    [MapList("rule")]
    public List<RuleAction>? Rules { get; set; }

    /// <summary>What is done about files that contain a format, clean or not. Absent: <c>Pickle</c> needs a waiver. An empty list restricts nothing.</summary>
    [MapList("format")]
    public List<FormatAction>? Formats { get; set; }

    /// <summary>What is done about files that were not scanned to their end.</summary>
    [OneOf("Block", "Waiver", "Warn"), Default("Block")]
    public string? Unfinished { get; set; }

    /// <summary>Which licences a model may have.</summary>
    public LicensePolicy? Licenses { get; set; }

    /// <summary>After how long a waiver ends at the latest, such as <c>90d</c>. Absent: when it says so itself.</summary>
    public string? LongestWaiver { get; set; }
}

/// <summary>What is done about findings of each severity.</summary>
public sealed class SeverityActions
{
    /// <summary>About critical ones.</summary>
    [OneOf("Block", "Waiver", "Warn", "Ignore"), Default("Block")]
    public string? Critical { get; set; }

    /// <summary>About high ones.</summary>
    [OneOf("Block", "Waiver", "Warn", "Ignore"), Default("Waiver")]
    public string? High { get; set; }

    /// <summary>About medium ones.</summary>
    [OneOf("Block", "Waiver", "Warn", "Ignore"), Default("Waiver")]
    public string? Medium { get; set; }

    /// <summary>About low ones.</summary>
    [OneOf("Block", "Waiver", "Warn", "Ignore"), Default("Warn")]
    public string? Low { get; set; }

    /// <summary>About remarks.</summary>
    [OneOf("Block", "Waiver", "Warn", "Ignore"), Default("Ignore")]
    public string? Info { get; set; }
}

/// <summary>What is done about findings of a rule.</summary>
public sealed class RuleAction
{
    /// <summary>Its id, such as <c>MY-PKL-002</c>, or a glob of ids.</summary>
    [Required]
    public string? Rule { get; set; }

    /// <summary><c>Block</c>, <c>Waiver</c>, <c>Warn</c> or <c>Ignore</c>.</summary>
    [Required, OneOf("Block", "Waiver", "Warn", "Ignore")]
    public string? Action { get; set; }
}

/// <summary>What is done about files that contain a format.</summary>
public sealed class FormatAction
{
    /// <summary>As scan reports name it, such as <c>Pickle</c>.</summary>
    [Required]
    public string? Format { get; set; }

    /// <summary><c>Block</c>, <c>Waiver</c>, <c>Warn</c> or <c>Ignore</c>.</summary>
    [Required, OneOf("Block", "Waiver", "Warn", "Ignore")]
    public string? Action { get; set; }
}

/// <summary>Which licences a model may have, as SPDX identifiers. Of <c>MIT OR GPL-3.0-only</c> one has to be allowed, of <c>AND</c> both.</summary>
public sealed class LicensePolicy
{
    /// <summary>Those that are allowed. When there are any, a model that states none is a finding as well.</summary>
    [SetList]
    public List<string>? Allowed { get; set; }

    /// <summary>Those that are denied.</summary>
    [SetList]
    public List<string>? Denied { get; set; }
}
