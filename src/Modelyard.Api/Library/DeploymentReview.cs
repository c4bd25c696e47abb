namespace Modelyard.Api;

/// <summary>
/// Asks whether a deployment would run here, and why not. Changes nothing, and is not stored. With the name of a deployment that is there
/// already, the project's quotas need room only for what comes on top.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "DeploymentReview", "deploymentreviews", ResourceScope.Namespaced)]
public sealed class DeploymentReview : Resource<ModelDeploymentSpec, DeploymentReviewStatus>;

/// <summary>The answer.</summary>
public sealed class DeploymentReviewStatus
{
    /// <summary>Whether nothing stands against it.</summary>
    public bool? Allowed { get; set; }

    /// <summary>What stands against it, and what one should know.</summary>
    public List<ReviewFinding>? Findings { get; set; }

    /// <summary>Bytes of memory each replica is expected to need.</summary>
    public long? MemoryBytes { get; set; }
}

/// <summary>Something about a deployment.</summary>
public sealed class ReviewFinding
{
    /// <summary><c>Policy</c> (approval, stage, scan and licence), <c>Quota</c> (of the project), <c>Memory</c>, <c>GPU</c>, <c>Format</c> or <c>Model</c>.</summary>
    public string? Topic { get; set; }

    /// <summary>Whether the deployment would not run because of it.</summary>
    public bool? Blocking { get; set; }

    /// <summary>What it is, and what to do.</summary>
    public string? Message { get; set; }
}
