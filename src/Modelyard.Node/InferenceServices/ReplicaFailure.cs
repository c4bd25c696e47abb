using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Why a replica does not serve, read from its Pod as KServe reads it.</summary>
/// <param name="Pod">The replica.</param>
/// <param name="Reason">One of <see cref="FailureReason"/>.</param>
/// <param name="Message">For a person.</param>
/// <param name="ExitCode">Of the process, when it ended.</param>
internal sealed record ReplicaFailure(Pod Pod, string Reason, string Message, int? ExitCode)
{
    public static ReplicaFailure? Of(Pod pod)
    {
        if (pod.Status?.InitContainerStatuses?.Find(s => s.Name == ContainerNames.StorageInitializer) is { } initializer && Ended(initializer) is { } fetch)
        {
            return new ReplicaFailure(pod, FailureReason.ModelLoadFailed, fetch.Message ?? "the model could not be fetched", fetch.ExitCode);
        }

        if (Main(pod) is not { } main)
        {
            return null;
        }

        if (Ended(main) is { } ended)
        {
            return new ReplicaFailure(pod, FailureReason.ModelLoadFailed, ended.Message ?? $"the process ended with code {ended.ExitCode}", ended.ExitCode);
        }

        return main.State?.Waiting is { Reason: "CreateContainerConfigError" or "RunContainerError" } waiting
            ? new ReplicaFailure(pod, FailureReason.RuntimeUnhealthy, waiting.Message ?? waiting.Reason, null)
            : null;
    }

    public static ContainerStatus? Main(Pod pod) =>
        pod.Status?.ContainerStatuses?.Find(s => s.Name == ContainerNames.Main) ?? pod.Status?.ContainerStatuses?.FirstOrDefault();

    // Between two failed runs the process is up for a moment; what ended the run before is still what is wrong, until it is well.
    private static ContainerStateTerminated? Ended(ContainerStatus status)
    {
        var ended = status.State switch
        {
            { Terminated: { } now } => now,
            { Waiting.Reason: "CrashLoopBackOff" } => status.LastState?.Terminated,
            { Running: not null } when status.Ready != true && status.RestartCount > 0 => status.LastState?.Terminated,
            _ => null,
        };
        return ended is { ExitCode: not 0 } ? ended : null;
    }
}
