namespace Modelyard.Api;

/// <summary>How old replicas give way to new ones.</summary>
public sealed class DeploymentStrategy
{
    /// <summary><c>RollingUpdate</c> (default) or <c>Recreate</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Details of a rolling update.</summary>
    public RollingUpdateDeployment? RollingUpdate { get; set; }
}

/// <summary>Details of a rolling update.</summary>
public sealed class RollingUpdateDeployment
{
    /// <summary>Replicas that may be missing meanwhile: a number or a percentage.</summary>
    public IntOrString? MaxUnavailable { get; set; }

    /// <summary>Replicas that may be there in addition meanwhile: a number or a percentage.</summary>
    public IntOrString? MaxSurge { get; set; }
}
