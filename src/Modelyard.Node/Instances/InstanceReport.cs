using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>How an instance is doing; replaced as a whole whenever something changes.</summary>
internal sealed record InstanceReport
{
    /// <summary>The fetch of the model; null when there is no model to fetch.</summary>
    public StepReport? Initializer { get; init; }

    /// <summary>The process.</summary>
    public required StepReport Process { get; init; }

    /// <summary>It answers, and may get requests.</summary>
    public bool Ready { get; init; }

    /// <summary>Limits the container has that are not enforced, and why; null when all are, or there are none.</summary>
    public string? LimitsProblem { get; init; }

    /// <summary>What is going on that no state says, for instance how far a download is.</summary>
    public string? Message { get; init; }
}

/// <summary>The state of one step as Kubernetes reports a container.</summary>
/// <param name="State">Now.</param>
/// <param name="LastState">How the run before ended.</param>
/// <param name="RestartCount">Runs before this one.</param>
/// <param name="Started">Past its startup probe.</param>
internal sealed record StepReport(ContainerState State, ContainerState? LastState = null, int RestartCount = 0, bool Started = false)
{
    /// <summary>The process, as Kubernetes names a container of a runtime: <c>process://PID</c>; null before there is one.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Whether it ended well.</summary>
    public bool IsCompleted => State.Terminated is { ExitCode: 0 };
}
