namespace Modelyard.Api;

/// <summary>A person of an organization. Kept in the ledger; lives in the organization's home project, the Namespace of its name.</summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "Member", "members", ResourceScope.Namespaced, Categories = ["modelyard"])]
public sealed class Member : Resource
{
    /// <summary>Who it is, as what, and what they may use.</summary>
    [Required]
    public MemberSpec? Spec { get; set; }
}

/// <summary>Who a member is, as what, and what they may use.</summary>
public sealed class MemberSpec
{
    /// <summary>The user, as keys and usage name them, e.g. <c>developer@acme.example</c>. Once in an organization.</summary>
    [Required]
    public string? User { get; set; }

    /// <summary>What they are in the organization: <c>owner</c>, <c>admin</c>, <c>developer</c> (default) or <c>viewer</c>.</summary>
    [OneOf("owner", "admin", "developer", "viewer"), Default("developer")]
    public string? Role { get; set; }

    /// <summary>The teams they are in.</summary>
    [SetList]
    public List<string>? Teams { get; set; }

    /// <summary>Limits of this member over all of their keys, instead of those the organization gives every member.</summary>
    public RateLimits? Limits { get; set; }
}
