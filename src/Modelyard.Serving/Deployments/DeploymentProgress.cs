using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>Where a deployment stands: the heart of what a user reads. A pure function.</summary>
/// <param name="Phase">One of <see cref="DeploymentPhase"/>.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">For a person.</param>
internal sealed record DeploymentProgress(string Phase, string Reason, string Message)
{
    private const string Ready = "Ready";
    private const string PredictorReady = "PredictorReady";

    /// <summary>Whether it answers.</summary>
    public bool Answers => Phase is DeploymentPhase.Running or DeploymentPhase.Updating or DeploymentPhase.Degraded;

    public static DeploymentProgress Of(DeploymentState state)
    {
        if (state.Deployment.Spec.Stopped == true)
        {
            return new DeploymentProgress(
                DeploymentPhase.Stopped, "Stopped",
                state.Replicas.Count == 0 ? "Stopped by spec.stopped." : $"Stopped by spec.stopped; {Count(state.Replicas.Count)} still to end.");
        }

        if (state.Rejection is { } rejection)
        {
            return state.Ready > 0 ? new DeploymentProgress(DeploymentPhase.Degraded, rejection.Reason, $"{rejection.Message} What ran before runs on.")
                : new DeploymentProgress(rejection.IsAwaited ? DeploymentPhase.Pending : DeploymentPhase.Failed, rejection.Reason, rejection.Message);
        }

        return state.IsExternal ? Elsewhere(state)
            : state.Ready > 0 ? Answering(state) : Starting(state);
    }

    private static DeploymentProgress Elsewhere(DeploymentState state)
    {
        if (state.Verdict is { } verdict)
        {
            return new DeploymentProgress(verdict.Phase, verdict.Reason, verdict.Message);
        }

        // After a restart nothing has been heard yet, but what was last said of this very spec still stands.
        return state.Deployment is { Metadata.Generation: var generation, Status: { ObservedGeneration: { } observed, Phase: { } phase } status }
            && observed == generation
            && status.Conditions?.Find(c => c.Type == Ready) is { Reason: { } reason, Message: { } message } && phase is not (DeploymentPhase.Pending or DeploymentPhase.Stopped)
            ? new DeploymentProgress(phase, reason, message)
            : new DeploymentProgress(DeploymentPhase.Pending, "Asking", $"{state.Deployment.Spec.Engine!.External!.Url} is asked whether it answers.");
    }

    private static DeploymentProgress Answering(DeploymentState state)
    {
        var ready = $"{state.Ready} of {Count(Math.Max(state.Wanted, state.Ready))} ready";
        var condition = state.Condition(Ready);
        if (!state.IsObserved)
        {
            return new DeploymentProgress(DeploymentPhase.Updating, "Updating", $"{ready}; a change is about to be rolled out.");
        }

        if (condition?.Status == "True")
        {
            return state.Ready >= state.Wanted
                ? new DeploymentProgress(DeploymentPhase.Running, "Running", $"{ready}.")
                : new DeploymentProgress(DeploymentPhase.Degraded, "ReplicasUnavailable", $"{ready}.");
        }

        var message = Sentence(condition?.Message) ?? $"{ready}.";
        return condition?.Status == "Unknown" && !HasFailed(state)
            ? new DeploymentProgress(DeploymentPhase.Updating, condition.Reason ?? "Updating", message)
            : new DeploymentProgress(DeploymentPhase.Degraded, condition?.Reason ?? "ReplicasUnavailable", message);
    }

    private static DeploymentProgress Starting(DeploymentState state)
    {
        var condition = state.Condition(PredictorReady) is { Status: not "True" } predictor ? predictor : state.Condition(Ready);
        if (!state.IsObserved)
        {
            return new DeploymentProgress(DeploymentPhase.Pending, "Pending", "Waits for the InferenceService to be taken up.");
        }

        if (HasFailed(state))
        {
            return new DeploymentProgress(
                DeploymentPhase.Failed, state.Service!.Status!.ModelStatus!.LastFailureInfo?.Reason ?? condition?.Reason ?? "Failed",
                Sentence(condition?.Message) ?? Sentence(state.Service.Status.ModelStatus.LastFailureInfo?.Message) ?? "The model could not be loaded.");
        }

        if (state.Replicas.Select(ImageProblem).FirstOrDefault(p => p is not null) is { } image)
        {
            return new DeploymentProgress(DeploymentPhase.Failed, image.Reason!, Sentence(image.Message) ?? "The image could not be pulled.");
        }

        if (state.Replicas.FirstOrDefault(IsPulling) is { } pulling)
        {
            return new DeploymentProgress(DeploymentPhase.Pulling, "Pulling", Sentence(pulling.Status!.Message) ?? $"{pulling.Metadata.Name} fetches the model.");
        }

        if (state.Replicas.FirstOrDefault(IsLoading) is { } loading)
        {
            return new DeploymentProgress(DeploymentPhase.Loading, "Loading", $"{loading.Metadata.Name} loads the model.");
        }

        return ScaledToZero(state)
            ?? new DeploymentProgress(DeploymentPhase.Pending, condition?.Reason ?? "Pending", Sentence(condition?.Message) ?? "Waits for a replica to be started.");
    }

    // Knative starts a replica for the first call; where nothing does, nobody must be told that all is well.
    private static DeploymentProgress? ScaledToZero(DeploymentState state) => state.Condition(PredictorReady) switch
    {
        { Status: "True", Reason: "ScaledToZero" } => new DeploymentProgress(
            DeploymentPhase.Pending, "ScaledToZero",
            "No replica runs, and none is started by a call on one machine: set spec.scaling.minReplicas to 1 or more."),
        { Status: "True" } when state.Wanted == 0 => new DeploymentProgress(
            DeploymentPhase.Running, "ScaledToZero", "No replica runs while there are no calls; the next call waits for one to start."),
        _ => null,
    };

    private static bool HasFailed(DeploymentState state) =>
        state.Service?.Status?.ModelStatus?.TransitionStatus is "InvalidSpec" or "BlockedByFailedLoad";

    private static bool IsPulling(Pod pod) =>
        pod.Status?.InitContainerStatuses?.Exists(s => s.State?.Running is not null) == true;

    private static bool IsLoading(Pod pod) =>
        pod.Status?.ContainerStatuses?.Exists(s => s.Name == ServingNames.ServingContainer && s.State?.Running is not null) == true;

    private static ContainerStateWaiting? ImageProblem(Pod pod) =>
        (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? [])
            .Select(s => s.State?.Waiting)
            .FirstOrDefault(w => w?.Reason is "ErrImagePull" or "ImagePullBackOff" or "InvalidImageName");

    private static string Count(int replicas) => replicas == 1 ? "1 replica" : $"{replicas} replicas";

    private static string? Sentence(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.EndsWith('.') ? text : text + ".";
}
