namespace Modelyard.Api;

/// <summary>A container added to a running pod to look into it. It is never restarted and has no guaranteed resources.</summary>
public sealed class EphemeralContainer : Container
{
    /// <summary>Container whose processes the new one shall see.</summary>
    public string? TargetContainerName { get; set; }
}
