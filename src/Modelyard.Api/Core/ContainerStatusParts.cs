namespace Modelyard.Api;

/// <summary>State of one mount.</summary>
public sealed class VolumeMountStatus
{
    /// <summary>The volume.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Path in the container.</summary>
    [Required]
    public string? MountPath { get; set; }

    /// <summary>Whether it is read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Whether mounts below are read-only too: <c>Disabled</c> or <c>Enabled</c>.</summary>
    public string? RecursiveReadOnly { get; set; }
}

/// <summary>User a container runs under.</summary>
public sealed class ContainerUser
{
    /// <summary>On Linux.</summary>
    public LinuxContainerUser? Linux { get; set; }
}

/// <summary>User and groups of a container's first process.</summary>
public sealed class LinuxContainerUser
{
    /// <summary>User id.</summary>
    [Required]
    public long? Uid { get; set; }

    /// <summary>Group id.</summary>
    [Required]
    public long? Gid { get; set; }

    /// <summary>Further group ids.</summary>
    public List<long>? SupplementalGroups { get; set; }
}

/// <summary>Health of the devices of one resource.</summary>
public sealed class ResourceStatus
{
    /// <summary>Name of the resource.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Health of each device.</summary>
    [MapList("resourceID")]
    public List<ResourceHealth>? Resources { get; set; }
}

/// <summary>Health of one device.</summary>
public sealed class ResourceHealth
{
    /// <summary>The device.</summary>
    [Required]
    public string? ResourceID { get; set; }

    /// <summary><c>Healthy</c>, <c>Unhealthy</c> or <c>Unknown</c>.</summary>
    public string? Health { get; set; }
}
