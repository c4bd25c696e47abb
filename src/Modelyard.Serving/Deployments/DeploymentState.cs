using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>Everything the status of a deployment is made of.</summary>
internal sealed record DeploymentState
{
    public required ModelDeployment Deployment { get; init; }

    /// <summary>Why it cannot be run as it is written; null when it can.</summary>
    public DeploymentRejectedException? Rejection { get; init; }

    /// <summary>What runs it; null when nothing does.</summary>
    public InferenceService? Service { get; init; }

    /// <summary>What is known of the service elsewhere that it stands for; null when nothing is yet.</summary>
    public ExternalVerdict? Verdict { get; init; }

    /// <summary>The version of the library that it names; null when it names none, or there is none.</summary>
    public ModelVersion? Version { get; init; }

    /// <summary>The replicas that are to stay.</summary>
    public IReadOnlyList<Pod> Replicas { get; init; } = [];

    /// <summary>Whether the endpoint is there that it names; false when it names none.</summary>
    public bool HasEndpoint { get; init; }

    /// <summary>Where callers reach it.</summary>
    public required string Url { get; init; }

    /// <summary>How many replicas are wanted; the least, where their number follows the load.</summary>
    public int Wanted => Deployment.Spec.Scaling?.MinReplicas ?? Deployment.Spec.Replicas ?? 1;

    public int Ready => Replicas.Count(IsReady);

    public bool IsExternal => Deployment.Spec.Engine!.Type == EngineType.External;

    /// <summary>The condition of the service.</summary>
    public Condition? Condition(string type) => Service?.Status?.Conditions?.Find(c => c.Type == type);

    /// <summary>Whether what is reported of the service is about its spec of now. Who does not say of which spec is believed.</summary>
    public bool IsObserved => Service?.Status is { } status && (status.ObservedGeneration is not { } seen || seen >= (Service.Metadata.Generation ?? 0));

    /// <summary>Replicas of one object that is to stay: not those that are going or have ended.</summary>
    public static IReadOnlyList<Pod> Staying(IEnumerable<Pod> pods) =>
        [.. pods.Where(p => p.Metadata.DeletionTimestamp is null && p.Status?.Phase is not ("Succeeded" or "Failed")).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal)];

    private static bool IsReady(Pod pod) => pod.Status?.Conditions?.Exists(c => c is { Type: "Ready", Status: "True" }) == true;
}
