using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Everything the status of a service is made of.</summary>
internal sealed record ServiceObservation
{
    public required InferenceService Service { get; init; }

    /// <summary>What should run; null when that could not be worked out.</summary>
    public PredictorRevision? Revision { get; init; }

    /// <summary>Why that could not be worked out.</summary>
    public PredictorRejectedException? Rejection { get; init; }

    /// <summary>Why a quota of the project left no room for another replica; null when there was room, or none was wanted.</summary>
    public string? QuotaRefusal { get; init; }

    /// <summary>The runtime; null for a custom predictor and when there is none.</summary>
    public SelectedRuntime? Runtime { get; init; }

    /// <summary>How many replicas are wanted.</summary>
    public required int Desired { get; init; }

    /// <summary>Somebody asked for it to be stopped.</summary>
    public bool IsStopped { get; init; }

    /// <summary>All replicas.</summary>
    public required IReadOnlyCollection<Pod> Pods { get; init; }

    /// <summary>Where requests for it go.</summary>
    public required string Url { get; init; }

    /// <summary>Replicas of the wanted revision that are to stay, newest first.</summary>
    public IReadOnlyList<Pod> Wanted { get; private init; } = [];

    /// <summary>Replicas of earlier revisions that serve.</summary>
    public IReadOnlyList<Pod> OldReady { get; private init; } = [];

    /// <summary>Works out the rest.</summary>
    public ServiceObservation Complete()
    {
        var living = Pods.Where(p => p.Metadata.DeletionTimestamp is null).ToList();
        return this with
        {
            Wanted = [.. living.Where(p => RolloutPlan.Revision(p) == Revision?.Hash)
                .OrderByDescending(p => p.Metadata.CreationTimestamp).ThenBy(p => p.Metadata.Name, StringComparer.Ordinal)],
            OldReady = [.. living.Where(p => RolloutPlan.Revision(p) != Revision?.Hash && PodConditions.IsReady(p))],
        };
    }
}
