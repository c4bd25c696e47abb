namespace Modelyard.Api;

/// <summary>Security options of one container.</summary>
public sealed class SecurityContext
{
    /// <summary>Capabilities to add and to drop.</summary>
    public Capabilities? Capabilities { get; set; }

    /// <summary>Run as root of the machine. Default false.</summary>
    public bool? Privileged { get; set; }

    /// <summary>SELinux label.</summary>
    public SeLinuxOptions? SeLinuxOptions { get; set; }

    /// <summary>Options for Windows.</summary>
    public WindowsSecurityContextOptions? WindowsOptions { get; set; }

    /// <summary>User id the program runs under.</summary>
    public long? RunAsUser { get; set; }

    /// <summary>Group id the program runs under.</summary>
    public long? RunAsGroup { get; set; }

    /// <summary>Refuse to start as user 0.</summary>
    public bool? RunAsNonRoot { get; set; }

    /// <summary>Make the root file system read-only.</summary>
    public bool? ReadOnlyRootFilesystem { get; set; }

    /// <summary>Whether a process may gain more rights than its parent.</summary>
    public bool? AllowPrivilegeEscalation { get; set; }

    /// <summary><c>Default</c> or <c>Unmasked</c>: how <c>/proc</c> is mounted.</summary>
    public string? ProcMount { get; set; }

    /// <summary>System calls that are allowed.</summary>
    public SeccompProfile? SeccompProfile { get; set; }

    /// <summary>AppArmor profile.</summary>
    public AppArmorProfile? AppArmorProfile { get; set; }
}

/// <summary>Linux capabilities.</summary>
public sealed class Capabilities
{
    /// <summary>Capabilities to add.</summary>
    public List<string>? Add { get; set; }

    /// <summary>Capabilities to drop; <c>ALL</c> drops every one.</summary>
    public List<string>? Drop { get; set; }
}
