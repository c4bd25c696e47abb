using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Whether the predictor serves as its spec says, and if not, why: the heart of what a user reads.</summary>
/// <param name="Status">True, false, or null for "not known yet".</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">For a person.</param>
internal sealed record PredictorCondition(bool? Status, string? Reason, string? Message)
{
    public static PredictorCondition Of(ServiceObservation seen)
    {
        if (seen.IsStopped)
        {
            return new PredictorCondition(false, "Stopped", $"Stopped by the annotation {Annotations.Stop}.");
        }

        var aside = seen.OldReady.Count > 0 ? $" The previous revision serves on with {Replicas(seen.OldReady.Count)}." : "";
        if (seen.Rejection is { } rejection)
        {
            return new PredictorCondition(false, rejection.Reason, rejection.Message + aside);
        }

        if (seen.Desired == 0)
        {
            return new PredictorCondition(true, "ScaledToZero", "No replica is wanted (minReplicas is 0).");
        }

        var ready = seen.Wanted.Count(PodConditions.IsReady);
        if (ready >= seen.Desired)
        {
            return new PredictorCondition(true, null, null);
        }

        if (seen.Wanted.Select(ReplicaFailure.Of).FirstOrDefault(f => f is not null) is { } failure)
        {
            return new PredictorCondition(false, failure.Reason, $"{failure.Pod.Metadata.Name}: {failure.Message}{aside}");
        }

        if (seen.Wanted.Select(Unschedulable).FirstOrDefault(m => m is not null) is { } problem)
        {
            return new PredictorCondition(false, "Unschedulable", problem + aside);
        }

        if (seen.QuotaRefusal is { } refusal)
        {
            return new PredictorCondition(false, QuotaRefusal.Reason, $"{ready} of {Replicas(seen.Desired)} ready; another was refused: {refusal}. {Advice(seen, refusal)}{aside}");
        }

        var progress = $"{ready} of {Replicas(seen.Desired)} ready{Waiting(seen)}.{aside}";
        return seen.OldReady.Count > 0 || ready > 0
            ? new PredictorCondition(null, "ReplicaSetUpdated", progress)
            : new PredictorCondition(false, "MinimumReplicasUnavailable", progress);
    }

    private static string? Unschedulable(Pod pod) =>
        pod.Status?.Conditions?.Find(c => c is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" }) is { } condition
            ? $"{pod.Metadata.Name}: {condition.Message}"
            : null;

    // A quota that wants figures is never content with more room.
    private static string Advice(ServiceObservation seen, string refusal) =>
        refusal.StartsWith("failed", StringComparison.Ordinal) ? "Say so in the resources, or have the quota changed."
        : seen.OldReady.Count > 0
            ? "The update is held until there is room: have the quota raised, or give room first with maxSurge 0 and maxUnavailable 1 in spec.predictor.deploymentStrategy."
            : "It is tried again until there is room: have the quota raised, or stop something else in the project.";

    private static string Waiting(ServiceObservation seen)
    {
        var pending = seen.Wanted.FirstOrDefault(p => !PodConditions.IsReady(p));
        return pending switch
        {
            null => "",
            { Status.Message: { Length: > 0 } message } => $"; {pending.Metadata.Name}: {message}",
            _ when ReplicaFailure.Main(pending)?.State?.Running is not null => $"; {pending.Metadata.Name} is loading the model",
            _ => $"; {pending.Metadata.Name} is starting",
        };
    }

    private static string Replicas(int count) => count == 1 ? "1 replica" : $"{count} replicas";
}
