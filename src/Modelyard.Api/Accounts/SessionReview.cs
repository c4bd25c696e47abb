namespace Modelyard.Api;

/// <summary>A question, answered at once and not stored: whose session is this token of? Asking is using it. For the console, not for people.</summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "SessionReview", "sessionreviews", ResourceScope.Cluster)]
public sealed class SessionReview : Resource
{
    /// <summary>What is asked.</summary>
    [Required]
    public SessionReviewSpec? Spec { get; set; }

    /// <summary>The answer.</summary>
    public SessionReviewStatus? Status { get; set; }
}

/// <summary>What is asked.</summary>
public sealed class SessionReviewSpec
{
    /// <summary>The token that the session was given.</summary>
    [Required]
    public string? Token { get; set; }
}

/// <summary>Whose session it is, as of now.</summary>
public sealed class SessionReviewStatus
{
    /// <summary>Whether there is such a session and it has not ended.</summary>
    public bool Authenticated { get; set; }

    /// <summary>The session's name.</summary>
    public string? Session { get; set; }

    /// <summary>The user.</summary>
    public string? User { get; set; }

    /// <summary>What to call them.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The groups they are in now.</summary>
    public List<string>? Groups { get; set; }

    /// <summary>Who vouched for them.</summary>
    public string? Provider { get; set; }

    /// <summary>When it ends unless it is used again.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>What every change must carry.</summary>
    public string? Csrf { get; set; }

    /// <summary>They have to choose another password before anything else.</summary>
    public bool? MustChangePassword { get; set; }
}
