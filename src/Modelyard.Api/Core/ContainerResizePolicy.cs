namespace Modelyard.Api;

/// <summary>What a change of one resource means for the running container.</summary>
public sealed class ContainerResizePolicy
{
    /// <summary><c>cpu</c> or <c>memory</c>.</summary>
    [Required]
    public string? ResourceName { get; set; }

    /// <summary><c>NotRequired</c> or <c>RestartContainer</c>.</summary>
    [Required]
    public string? RestartPolicy { get; set; }
}
