namespace Modelyard.Api;

/// <summary>Changes the caller's own password, and ends all sessions that began with the old one. Not stored.</summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "PasswordChange", "passwordchanges", ResourceScope.Cluster)]
public sealed class PasswordChange : Resource
{
    /// <summary>The old password and the new one. Never answered.</summary>
    [Required]
    public PasswordChangeSpec? Spec { get; set; }
}

/// <summary>The old password and the new one.</summary>
public sealed class PasswordChangeSpec
{
    /// <summary>The password as it is.</summary>
    [Required]
    public string? Current { get; set; }

    /// <summary>The password as it is to be: at least 12 characters, and nothing that is guessed first.</summary>
    [Required]
    public string? New { get; set; }
}
