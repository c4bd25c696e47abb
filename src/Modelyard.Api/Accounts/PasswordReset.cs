namespace Modelyard.Api;

/// <summary>
/// Gives an account a new password, which its owner has to change when signing in, and ends all its sessions. For whoever may also
/// <c>impersonate</c> the user and its groups: knowing the password is being able to act as them. Not stored.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "PasswordReset", "passwordresets", ResourceScope.Cluster)]
public sealed class PasswordReset : Resource<PasswordResetSpec, PasswordResetStatus>;

/// <summary>Whose password.</summary>
public sealed class PasswordResetSpec
{
    /// <summary>The account's name.</summary>
    [Required]
    public string? Account { get; set; }

    /// <summary>The new password, never answered; one is made up when absent.</summary>
    public string? Password { get; set; }
}

/// <summary>What came of it.</summary>
public sealed class PasswordResetStatus
{
    /// <summary>The password that was made up, this once.</summary>
    public string? Password { get; set; }
}
