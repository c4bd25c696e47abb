namespace Modelyard.Api;

/// <summary>State of one container of a pod.</summary>
public sealed class ContainerStatus
{
    /// <summary>The container.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>What it does now.</summary>
    public ContainerState? State { get; set; }

    /// <summary>How it ended the last time.</summary>
    public ContainerState? LastState { get; set; }

    /// <summary>Whether its readiness probe succeeds.</summary>
    [Required]
    public bool? Ready { get; set; }

    /// <summary>How often it was restarted.</summary>
    [Required]
    public int? RestartCount { get; set; }

    /// <summary>Image it runs.</summary>
    [Required]
    public string? Image { get; set; }

    /// <summary>Exact image it runs.</summary>
    [Required]
    public string? ImageID { get; set; }

    /// <summary>The runtime's name for it.</summary>
    public string? ContainerID { get; set; }

    /// <summary>Whether its startup probe has succeeded.</summary>
    public bool? Started { get; set; }

    /// <summary>Resources reserved for it.</summary>
    public Dictionary<string, Quantity>? AllocatedResources { get; set; }

    /// <summary>Resources in force.</summary>
    public ResourceRequirements? Resources { get; set; }

    /// <summary>State of its mounts.</summary>
    [MapList("mountPath"), MergeKey("mountPath")]
    public List<VolumeMountStatus>? VolumeMounts { get; set; }

    /// <summary>User it runs under.</summary>
    public ContainerUser? User { get; set; }

    /// <summary>Health of its devices.</summary>
    [MapList("name"), MergeKey("name")]
    public List<ResourceStatus>? AllocatedResourcesStatus { get; set; }

    /// <summary>Signal that asks it to end.</summary>
    public string? StopSignal { get; set; }
}

/// <summary>Exactly one of these; waiting when none is given.</summary>
public sealed class ContainerState
{
    /// <summary>It is not running yet, or not again.</summary>
    public ContainerStateWaiting? Waiting { get; set; }

    /// <summary>It runs.</summary>
    public ContainerStateRunning? Running { get; set; }

    /// <summary>It has ended.</summary>
    public ContainerStateTerminated? Terminated { get; set; }
}

/// <summary>Why a container does not run yet.</summary>
public sealed class ContainerStateWaiting
{
    /// <summary>One-word reason, e.g. <c>ContainerCreating</c>, <c>CrashLoopBackOff</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>For a person.</summary>
    public string? Message { get; set; }
}

/// <summary>A container that runs.</summary>
public sealed class ContainerStateRunning
{
    /// <summary>Since when.</summary>
    public DateTimeOffset? StartedAt { get; set; }
}

/// <summary>A container that has ended.</summary>
public sealed class ContainerStateTerminated
{
    /// <summary>Its exit code.</summary>
    [Required]
    public int? ExitCode { get; set; }

    /// <summary>Signal that ended it.</summary>
    public int? Signal { get; set; }

    /// <summary>One-word reason, e.g. <c>Completed</c>, <c>Error</c>, <c>OOMKilled</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>The program's last words.</summary>
    public string? Message { get; set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The runtime's name for it.</summary>
    public string? ContainerID { get; set; }
}
