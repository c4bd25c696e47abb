namespace Modelyard.Api;

/// <summary>An SELinux label.</summary>
public sealed class SeLinuxOptions
{
    /// <summary>User part.</summary>
    public string? User { get; set; }

    /// <summary>Role part.</summary>
    public string? Role { get; set; }

    /// <summary>Type part.</summary>
    public string? Type { get; set; }

    /// <summary>Level part.</summary>
    public string? Level { get; set; }
}

/// <summary>Options for Windows.</summary>
public sealed class WindowsSecurityContextOptions
{
    /// <summary>Name of the group-managed service account credential to use.</summary>
    public string? GmsaCredentialSpecName { get; set; }

    /// <summary>The credential itself; filled in by admission.</summary>
    public string? GmsaCredentialSpec { get; set; }

    /// <summary>User the program runs under.</summary>
    public string? RunAsUserName { get; set; }

    /// <summary>Run as a process of the host.</summary>
    public bool? HostProcess { get; set; }
}

/// <summary>A system-call filter.</summary>
public sealed class SeccompProfile
{
    /// <summary><c>RuntimeDefault</c>, <c>Unconfined</c> or <c>Localhost</c>.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary>File on the node, for <c>Localhost</c> only.</summary>
    public string? LocalhostProfile { get; set; }
}

/// <summary>An AppArmor profile.</summary>
public sealed class AppArmorProfile
{
    /// <summary><c>RuntimeDefault</c>, <c>Unconfined</c> or <c>Localhost</c>.</summary>
    [Required]
    public string? Type { get; set; }

    /// <summary>Name of a profile loaded on the node, for <c>Localhost</c> only.</summary>
    public string? LocalhostProfile { get; set; }
}
