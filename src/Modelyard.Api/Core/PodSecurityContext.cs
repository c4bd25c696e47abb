namespace Modelyard.Api;

/// <summary>Security options of a pod; a container's own win.</summary>
public sealed class PodSecurityContext
{
    /// <summary>SELinux label of all containers.</summary>
    public SeLinuxOptions? SeLinuxOptions { get; set; }

    /// <summary>Options for Windows.</summary>
    public WindowsSecurityContextOptions? WindowsOptions { get; set; }

    /// <summary>User id of all containers.</summary>
    public long? RunAsUser { get; set; }

    /// <summary>Group id of all containers.</summary>
    public long? RunAsGroup { get; set; }

    /// <summary>Refuse to start as user 0.</summary>
    public bool? RunAsNonRoot { get; set; }

    /// <summary>Further group ids of the first process.</summary>
    public List<long>? SupplementalGroups { get; set; }

    /// <summary><c>Merge</c> adds the groups the image names; <c>Strict</c> does not.</summary>
    public string? SupplementalGroupsPolicy { get; set; }

    /// <summary>Group that owns the pod's volumes.</summary>
    public long? FsGroup { get; set; }

    /// <summary>Kernel parameters of the pod.</summary>
    public List<Sysctl>? Sysctls { get; set; }

    /// <summary><c>OnRootMismatch</c> or <c>Always</c>: when volume ownership is changed.</summary>
    public string? FsGroupChangePolicy { get; set; }

    /// <summary>System calls that are allowed.</summary>
    public SeccompProfile? SeccompProfile { get; set; }

    /// <summary>AppArmor profile.</summary>
    public AppArmorProfile? AppArmorProfile { get; set; }

    /// <summary><c>Recursive</c> or <c>MountOption</c>: how volumes are labelled.</summary>
    public string? SeLinuxChangePolicy { get; set; }
}

/// <summary>A kernel parameter.</summary>
public sealed class Sysctl
{
    /// <summary>Name of the parameter.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Value to set.</summary>
    [Required]
    public string? Value { get; set; }
}
