namespace Modelyard.Api;

/// <summary>
/// A question, answered at once and not stored: in which projects may I see deployments or versions of models, as what, and which of the things
/// outside of projects may I do? For who may not list all namespaces.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "SelfProjectsReview", "selfprojectsreviews", ResourceScope.Cluster)]
public sealed class SelfProjectsReview : Resource
{
    /// <summary>The answer.</summary>
    public SelfProjectsReviewStatus? Status { get; set; }
}

/// <summary>The answer.</summary>
public sealed class SelfProjectsReviewStatus
{
    /// <summary>The projects, by name.</summary>
    public List<SelfProject>? Projects { get; set; }

    /// <summary>What the caller may do outside of projects.</summary>
    public SelfRights? Rights { get; set; }
}

/// <summary>A project that the caller has something to do in.</summary>
public sealed class SelfProject
{
    /// <summary>The namespace.</summary>
    public string? Name { get; set; }

    /// <summary>The organization it belongs to; none when absent.</summary>
    public string? Organization { get; set; }

    /// <summary>
    /// The most that the caller may do there, whichever roles it comes from: <c>admin</c> gives rights to others, <c>edit</c> deploys models,
    /// <c>view</c> looks. Absent for who sees the library of the project and not its deployments.
    /// </summary>
    public string? Role { get; set; }
}

/// <summary>What somebody may do outside of projects.</summary>
public sealed class SelfRights
{
    /// <summary>List accounts.</summary>
    public bool ListAccounts { get; set; }

    /// <summary>List the audit trail.</summary>
    public bool ListAuditEvents { get; set; }

    /// <summary>List organizations.</summary>
    public bool ListOrganizations { get; set; }

    /// <summary>Create model repositories in every project.</summary>
    public bool CreateModelRepositories { get; set; }

    /// <summary>List nodes.</summary>
    public bool ListNodes { get; set; }
}
