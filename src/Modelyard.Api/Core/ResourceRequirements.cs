namespace Modelyard.Api;

/// <summary>What a container asks for and may use at most.</summary>
public sealed class ResourceRequirements
{
    /// <summary>The most of each resource that may be used.</summary>
    public Dictionary<string, Quantity>? Limits { get; set; }

    /// <summary>The least that is reserved; the limits when absent. Never more than the limits.</summary>
    public Dictionary<string, Quantity>? Requests { get; set; }

    /// <summary>Names of the pod's resource claims that this container uses.</summary>
    [MapList("name")]
    public List<ResourceClaimName>? Claims { get; set; }
}

/// <summary>Refers to one entry of the pod's <c>resourceClaims</c>.</summary>
public sealed class ResourceClaimName
{
    /// <summary>The entry's name.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>One request of the claim; everything in it when absent.</summary>
    public string? Request { get; set; }
}
