namespace Modelyard.Api;

/// <summary>What a machine is.</summary>
public sealed class NodeSystemInfo
{
    /// <summary>Id of the machine.</summary>
    [Required]
    public string? MachineID { get; set; }

    /// <summary>Id of the system.</summary>
    [Required]
    public string? SystemUUID { get; set; }

    /// <summary>Id of the boot.</summary>
    [Required]
    public string? BootID { get; set; }

    /// <summary>Version of the kernel.</summary>
    [Required]
    public string? KernelVersion { get; set; }

    /// <summary>Name of the operating system.</summary>
    [Required]
    public string? OsImage { get; set; }

    /// <summary>Version of the container runtime.</summary>
    [Required]
    public string? ContainerRuntimeVersion { get; set; }

    /// <summary>Version of the node agent.</summary>
    [Required]
    public string? KubeletVersion { get; set; }

    /// <summary>Deprecated.</summary>
    [Required]
    public string? KubeProxyVersion { get; set; }

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    [Required]
    public string? OperatingSystem { get; set; }

    /// <summary>Processor architecture, e.g. <c>amd64</c>.</summary>
    [Required]
    public string? Architecture { get; set; }

    /// <summary>Swap of the machine.</summary>
    public NodeSwapStatus? Swap { get; set; }
}

/// <summary>Swap of a machine.</summary>
public sealed class NodeSwapStatus
{
    /// <summary>Bytes of swap.</summary>
    public long? Capacity { get; set; }
}

/// <summary>An image on a machine.</summary>
public sealed class ContainerImage
{
    /// <summary>Names of the image.</summary>
    public List<string>? Names { get; set; }

    /// <summary>Its size in bytes.</summary>
    public long? SizeBytes { get; set; }
}

/// <summary>A volume attached to a machine.</summary>
public sealed class AttachedVolume
{
    /// <summary>Name of the volume.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Path of the device.</summary>
    [Required]
    public string? DevicePath { get; set; }
}

/// <summary>A runtime a machine offers.</summary>
public sealed class NodeRuntimeHandler
{
    /// <summary>Its name; empty for the default.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>What it can do.</summary>
    public NodeRuntimeHandlerFeatures? Features { get; set; }
}

/// <summary>What a runtime can do.</summary>
public sealed class NodeRuntimeHandlerFeatures
{
    /// <summary>Mounts that are read-only all the way down.</summary>
    public bool? RecursiveReadOnlyMounts { get; set; }

    /// <summary>User namespaces.</summary>
    public bool? UserNamespaces { get; set; }
}

/// <summary>What the container runtime of a machine can do.</summary>
public sealed class NodeFeatures
{
    /// <summary>Honour the policy for supplemental groups.</summary>
    public bool? SupplementalGroupsPolicy { get; set; }
}
