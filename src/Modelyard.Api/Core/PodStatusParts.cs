namespace Modelyard.Api;

/// <summary>An address of a machine.</summary>
public sealed class HostIp
{
    /// <summary>The address.</summary>
    [Required]
    public string? Ip { get; set; }
}

/// <summary>An address of a pod.</summary>
public sealed class PodIp
{
    /// <summary>The address.</summary>
    [Required]
    public string? Ip { get; set; }
}

/// <summary>State of one device claim of a pod.</summary>
public sealed class PodResourceClaimStatus
{
    /// <summary>The entry of the pod's <c>resourceClaims</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>The claim made for it.</summary>
    public string? ResourceClaimName { get; set; }
}

/// <summary>The claim that provides extended resources to containers.</summary>
public sealed class PodExtendedResourceClaimStatus
{
    /// <summary>Which container's resource is met by which request of the claim.</summary>
    [Required]
    public List<ContainerExtendedResourceRequest>? RequestMappings { get; set; }

    /// <summary>The claim.</summary>
    [Required]
    public string? ResourceClaimName { get; set; }
}

/// <summary>A container's extended resource and the device request that meets it.</summary>
public sealed class ContainerExtendedResourceRequest
{
    /// <summary>The container.</summary>
    [Required]
    public string? ContainerName { get; set; }

    /// <summary>The resource.</summary>
    [Required]
    public string? ResourceName { get; set; }

    /// <summary>The device request.</summary>
    [Required]
    public string? RequestName { get; set; }
}
