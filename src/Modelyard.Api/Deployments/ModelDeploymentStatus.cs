namespace Modelyard.Api;

/// <summary>State of a deployment.</summary>
public sealed class ModelDeploymentStatus
{
    /// <summary>Generation of the spec that this status is about.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Where the deployment stands: <c>Pending</c> (nothing runs yet), <c>Pulling</c> (the model is fetched), <c>Loading</c> (the engine loads it), <c>Running</c>, <c>Updating</c> (answers, while a change is rolled out), <c>Degraded</c> (answers, but not with all replicas, or not as the spec says), <c>Failed</c> (does not answer, and will not by itself) or <c>Stopped</c>.</summary>
    [OneOf("Pending", "Pulling", "Loading", "Running", "Updating", "Degraded", "Failed", "Stopped")]
    public string? Phase { get; set; }

    /// <summary>What is awaited or wrong, in plain words.</summary>
    public string? Message { get; set; }

    /// <summary>Address of the model.</summary>
    public string? Url { get; set; }

    /// <summary>Number of replicas there are.</summary>
    public int? Replicas { get; set; }

    /// <summary>Number of replicas that answer.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary><c>Ready</c>: whether the model answers. <c>EndpointFound</c>: whether the endpoint exists that <c>spec.endpoint</c> names.</summary>
    [MapList("type")]
    public List<Condition>? Conditions { get; set; }
}
