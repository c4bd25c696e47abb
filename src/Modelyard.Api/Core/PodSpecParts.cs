namespace Modelyard.Api;

/// <summary>A line of the hosts file.</summary>
public sealed class HostAlias
{
    /// <summary>The address.</summary>
    [Required]
    public string? Ip { get; set; }

    /// <summary>Names for it.</summary>
    public List<string>? Hostnames { get; set; }
}

/// <summary>DNS settings of a pod.</summary>
public sealed class PodDnsConfig
{
    /// <summary>Name servers, asked in order.</summary>
    public List<string>? Nameservers { get; set; }

    /// <summary>Search domains.</summary>
    public List<string>? Searches { get; set; }

    /// <summary>Resolver options.</summary>
    public List<PodDnsConfigOption>? Options { get; set; }
}

/// <summary>A resolver option.</summary>
public sealed class PodDnsConfigOption
{
    /// <summary>Name of the option.</summary>
    public string? Name { get; set; }

    /// <summary>Its value, if it has one.</summary>
    public string? Value { get; set; }
}

/// <summary>A condition that must be true for the pod to be ready.</summary>
public sealed class PodReadinessGate
{
    /// <summary>Type of the condition.</summary>
    [Required]
    public string? ConditionType { get; set; }
}

/// <summary>An operating system.</summary>
public sealed class PodOs
{
    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    [Required]
    public string? Name { get; set; }
}

/// <summary>Something that keeps a pod from being scheduled.</summary>
public sealed class PodSchedulingGate
{
    /// <summary>Name of the gate.</summary>
    [Required]
    public string? Name { get; set; }
}

/// <summary>A claim on devices for the pod; exactly one of the two sources.</summary>
public sealed class PodResourceClaim
{
    /// <summary>Name by which containers refer to the claim.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>An existing ResourceClaim of the same namespace.</summary>
    public string? ResourceClaimName { get; set; }

    /// <summary>A template from which a claim is made for this pod.</summary>
    public string? ResourceClaimTemplateName { get; set; }
}
