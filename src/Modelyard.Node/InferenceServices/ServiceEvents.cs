using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Tells the milestones of a service: what changed between two of its statuses.</summary>
internal sealed class ServiceEvents(EventRecorder events)
{
    public async Task RecordAsync(ServiceObservation seen, InferenceServiceStatus? before, InferenceServiceStatus now, CancellationToken cancellationToken)
    {
        var service = seen.Service;
        if (RuntimeName(now) is { } runtime && runtime != RuntimeName(before))
        {
            await events.NormalAsync(service, "RuntimeSelected", $"Runs with {runtime}", cancellationToken);
        }

        var created = now.Components?.GetValueOrDefault("predictor")?.LatestCreatedRevision;
        if (created is not null && created != before?.Components?.GetValueOrDefault("predictor")?.LatestCreatedRevision)
        {
            await events.NormalAsync(service, "RevisionCreated", $"Created revision {created} with {seen.Desired} replicas", cancellationToken);
        }

        var (earlier, later) = (Find(before, ConditionTypes.PredictorReady), Find(now, ConditionTypes.PredictorReady));
        var isFailure = now.ModelStatus?.TransitionStatus is "InvalidSpec" or "BlockedByFailedLoad";
        var isRefused = later?.Reason == QuotaRefusal.Reason;
        if ((isFailure || isRefused) && (earlier?.Reason, earlier?.Message) != (later?.Reason, later?.Message))
        {
            await events.WarningAsync(service, later!.Reason!, later.Message!, cancellationToken);
        }

        var (wasReady, isReady) = (IsTrue(before, ConditionTypes.Ready), IsTrue(now, ConditionTypes.Ready));
        if (isReady && !wasReady)
        {
            await events.NormalAsync(service, "InferenceServiceReady", $"InferenceService [{service.Metadata.Name}] is Ready", cancellationToken);
        }
        else if (wasReady && !isReady)
        {
            await events.WarningAsync(
                service, "InferenceServiceNotReady",
                $"InferenceService [{service.Metadata.Name}] is no longer Ready because of: {Find(now, ConditionTypes.Ready)?.Message}", cancellationToken);
        }

        if (IsTrue(now, ConditionTypes.Stopped) && !IsTrue(before, ConditionTypes.Stopped))
        {
            await events.NormalAsync(service, "Stopped", $"InferenceService [{service.Metadata.Name}] is stopped", cancellationToken);
        }
    }

    private static string? RuntimeName(InferenceServiceStatus? status) =>
        status?.ServingRuntimeName is { } own ? $"ServingRuntime {own}"
        : status?.ClusterServingRuntimeName is { } shared ? $"ClusterServingRuntime {shared}"
        : null;

    private static Condition? Find(InferenceServiceStatus? status, string type) => status?.Conditions?.Find(c => c.Type == type);

    private static bool IsTrue(InferenceServiceStatus? status, string type) => Find(status, type)?.Status == "True";
}
