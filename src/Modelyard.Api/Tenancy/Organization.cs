namespace Modelyard.Api;

/// <summary>
/// A tenant: owns projects (Namespaces with the label <c>modelyard.dev/organization</c>) and members, and bounds what they use together.
/// Its home project is the Namespace of its own name.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "Organization", "organizations", ResourceScope.Cluster, ShortNames = ["org"], Categories = ["modelyard"], HasStatus = true)]
public sealed class Organization : Resource<OrganizationSpec, OrganizationStatus>;

/// <summary>Who the tenant is and what it may use.</summary>
public sealed class OrganizationSpec
{
    /// <summary>Name for people, e.g. <c>Acme Ltd.</c>; the resource's name when absent.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The plan it is on, e.g. <c>gold</c>. A label for people and reports; nothing follows from it.</summary>
    public string? Plan { get; set; }

    /// <summary>What all calls of the organization together may use.</summary>
    public RateLimits? Limits { get; set; }

    /// <summary>What each member may use, over all of the member's keys, unless the Member has limits of its own.</summary>
    public RateLimits? UserLimits { get; set; }

    /// <summary>What each key may use, unless the APIKey has limits of its own.</summary>
    public RateLimits? KeyLimits { get; set; }

    /// <summary>What the organization may spend. Calls are refused once it is spent, until the period ends.</summary>
    public Budget? Budget { get; set; }

    /// <summary>Rules for the API keys of its projects.</summary>
    public KeyRules? Keys { get; set; }

    /// <summary>How much the libraries of its projects may keep together, such as <c>500Gi</c>; what several versions share counts once. What does not fit is not fetched.</summary>
    public Quantity? ModelStorage { get; set; }
}

/// <summary>Rules for API keys.</summary>
public sealed class KeyRules
{
    /// <summary>Longest time a key may be valid, e.g. <c>90d</c> or <c>12h</c>. With it every new key must expire, and no later; without it keys may be valid for ever.</summary>
    public string? MaxLifetime { get; set; }
}

/// <summary>State of an organization.</summary>
public sealed class OrganizationStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary><c>Ready</c>: whether the organization has its home project.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Number of projects it owns, its home project among them.</summary>
    public int? Projects { get; set; }

    /// <summary>Bytes that the libraries of its projects keep; what several versions share counts once.</summary>
    public long? ModelBytes { get; set; }
}
