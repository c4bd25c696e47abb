namespace Modelyard.Api;

/// <summary>
/// A question, answered at once and not stored: is this the password of this account? For what signs people in, not for people. A wrong answer
/// makes the next one wait, the longer the more of them there were in a row.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "SignIn", "signins", ResourceScope.Cluster)]
public sealed class SignIn : Resource
{
    /// <summary>Who wants to sign in.</summary>
    [Required]
    public SignInSpec? Spec { get; set; }

    /// <summary>The answer.</summary>
    public SignInStatus? Status { get; set; }
}

/// <summary>Who wants to sign in.</summary>
public sealed class SignInSpec
{
    /// <summary>The account's name.</summary>
    [Required]
    public string? User { get; set; }

    /// <summary>The password.</summary>
    [Required]
    public string? Password { get; set; }

    /// <summary>The address it comes from, for the audit trail.</summary>
    public string? Address { get; set; }
}

/// <summary>Whether they may.</summary>
public sealed class SignInStatus
{
    /// <summary>Whether the password is right.</summary>
    public bool Authenticated { get; set; }

    /// <summary>The user they are; absent when not authenticated.</summary>
    public string? User { get; set; }

    /// <summary>What to call them.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The groups they are in.</summary>
    public List<string>? Groups { get; set; }

    /// <summary>They have to choose another password first.</summary>
    public bool? MustChangePassword { get; set; }

    /// <summary>
    /// Why not: <c>InvalidCredentials</c> – no such account, another password, or a disabled account, which it does not tell apart – or
    /// <c>TooManyAttempts</c>, when the password was not looked at.
    /// </summary>
    public string? Reason { get; set; }

    /// <summary>From how many seconds on another attempt is looked at; absent when the next one is at once.</summary>
    public long? RetryAfterSeconds { get; set; }
}
