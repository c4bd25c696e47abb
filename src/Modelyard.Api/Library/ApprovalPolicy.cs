namespace Modelyard.Api;

/// <summary>Who has to approve which versions before they may run. Of several policies that apply, each has to be satisfied.</summary>
[Kind("modelyard.dev", "v1alpha1", "ApprovalPolicy", "approvalpolicies", ResourceScope.Cluster, ShortNames = ["appol"], Categories = ["modelyard"])]
public sealed class ApprovalPolicy : Resource
{
    /// <summary>What the policy asks for.</summary>
    [Required]
    public ApprovalPolicySpec Spec { get; set; } = new();
}

/// <summary>What the policy asks for.</summary>
public sealed class ApprovalPolicySpec
{
    /// <summary>Which versions; all when absent.</summary>
    public VersionSelector? Versions { get; set; }

    /// <summary>Approvals that are needed. Nobody counts for two of them. Absent in every policy that applies: one, by anybody who may give one; an empty list asks for none.</summary>
    [MapList("name")]
    public List<ApprovalRequirement>? Approvals { get; set; }

    /// <summary>When true (the default) whoever submitted a version does not approve it.</summary>
    [Default(true)]
    public bool? SeparationOfDuties { get; set; }

    /// <summary>The worst that a scan may find: <c>Clean</c>, or findings that do not stand against it (<c>Findings</c>, the default).</summary>
    [OneOf("Clean", "Findings"), Default("Findings")]
    public string? Scan { get; set; }

    /// <summary>When true a verified signature is needed.</summary>
    public bool? Signature { get; set; }

    /// <summary>After how long the approvals have to be given anew, such as <c>180d</c>. Absent: never.</summary>
    public string? ExpiresAfter { get; set; }

    /// <summary>What becomes of what runs a version when it is revoked: <c>Keep</c> (the default: it runs on, and is not started again) or <c>Drain</c> (it is stopped once the calls it has are answered, until the revocation is withdrawn).</summary>
    [OneOf("Keep", "Drain"), Default("Keep")]
    public string? OnRevocation { get; set; }
}

/// <summary>Approvals of one kind.</summary>
public sealed class ApprovalRequirement
{
    /// <summary>What they are for, such as <c>security</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>How many; 1 when absent.</summary>
    [Minimum(1)]
    public int? Count { get; set; }

    /// <summary>People who can give them.</summary>
    [SetList]
    public List<string>? Users { get; set; }

    /// <summary>Groups whose members can give them.</summary>
    [SetList]
    public List<string>? Groups { get; set; }
}
