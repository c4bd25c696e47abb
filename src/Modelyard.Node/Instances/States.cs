using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Container states in one line.</summary>
internal static class States
{
    public static ContainerState Waiting(string reason, string? message = null) =>
        new() { Waiting = new ContainerStateWaiting { Reason = reason, Message = message } };

    public static ContainerState Running(DateTimeOffset since) => new() { Running = new ContainerStateRunning { StartedAt = since } };

    public static ContainerState Terminated(int exitCode, DateTimeOffset startedAt, DateTimeOffset finishedAt, string reason = "Completed", string? message = null) =>
        new()
        {
            Terminated = new ContainerStateTerminated
            {
                ExitCode = exitCode,
                Reason = reason,
                Message = message,
                StartedAt = startedAt,
                FinishedAt = finishedAt,
            },
        };
}
