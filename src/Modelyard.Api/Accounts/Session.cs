namespace Modelyard.Api;

/// <summary>
/// Somebody is signed in to the console somewhere. Made by the console; everybody sees and ends their own, and whoever may list accounts sees
/// everybody's, whoever may update one ends its sessions. Kept in the ledger, its token as a hash.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "Session", "sessions", ResourceScope.Cluster)]
public sealed class Session : Resource
{
    /// <summary>The provider of sessions whose user is an account of this installation.</summary>
    public const string Local = "local";

    /// <summary>Who is signed in, and from where.</summary>
    [Required]
    public SessionSpec? Spec { get; set; }

    /// <summary>What is known of it.</summary>
    public SessionStatus? Status { get; set; }
}

/// <summary>Who is signed in, and from where.</summary>
public sealed class SessionSpec
{
    /// <summary>The user.</summary>
    [Required]
    public string? User { get; set; }

    /// <summary>What to call them; of an account it is looked up.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The groups they are in; of an account they are looked up each time.</summary>
    [SetList]
    public List<string>? Groups { get; set; }

    /// <summary>Who vouched for them: <c>local</c> for an account, otherwise the name of an IdentityProvider.</summary>
    [Default(Session.Local)]
    public string? Provider { get; set; }

    /// <summary>When it ends at the latest (UTC); as late as the installation allows when absent or later than that.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>What the browser calls itself.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The address they signed in from.</summary>
    public string? Address { get; set; }
}

/// <summary>What is known of a session.</summary>
public sealed class SessionStatus
{
    /// <summary>When it was last used, to about a minute.</summary>
    public DateTimeOffset? LastSeen { get; set; }

    /// <summary>When it ends unless it is used before then.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>What the browser shows from now on. Only in the answer to the creation.</summary>
    public string? Token { get; set; }

    /// <summary>What every change must carry, so that no other page can make the browser ask for it. Only in the answer to the creation.</summary>
    public string? Csrf { get; set; }
}
