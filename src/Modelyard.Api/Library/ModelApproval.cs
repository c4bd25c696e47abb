using System.Text.Json.Serialization;

namespace Modelyard.Api;

/// <summary>
/// A person's decision about a version. Making one needs the verb <c>approve</c> on the version; who decided and when, the API server writes.
/// It never changes: whoever thinks better of it makes another.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ModelApproval", "modelapprovals", ResourceScope.Namespaced, ShortNames = ["mappr"], Categories = ["modelyard"])]
public sealed class ModelApproval : Resource
{
    /// <summary>The decision.</summary>
    [Required]
    public ModelApprovalSpec Spec { get; set; } = new();
}

/// <summary>The decision.</summary>
public sealed class ModelApprovalSpec
{
    /// <summary>Name of the ModelVersion, in the same project.</summary>
    [Required]
    public string? Version { get; set; }

    /// <summary><c>Approve</c>; <c>Reject</c>; <c>Withdraw</c> (one's own earlier decision); <c>Revoke</c> (an approved version may not be started any more); <c>Delegate</c> (somebody else may decide in one's place).</summary>
    [Required, OneOf("Approve", "Reject", "Withdraw", "Revoke", "Delegate")]
    public string? Decision { get; set; }

    /// <summary>Why. Needed to reject and to revoke.</summary>
    public string? Comment { get; set; }

    /// <summary>To whom, with <c>Delegate</c>.</summary>
    public string? DelegateTo { get; set; }

    /// <summary>Who decided. Written by the API server.</summary>
    public string? Approver { get; set; }

    /// <summary>The approver's groups. Written by the API server.</summary>
    public List<string>? Groups { get; set; }

    /// <summary>When. Written by the API server; to the microsecond, because the order of one person's decisions counts.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? At { get; set; }

    /// <summary>Digest of the version that the decision is about. When given, the decision is refused unless the version still has it; else the API server writes it.</summary>
    public string? Digest { get; set; }
}
