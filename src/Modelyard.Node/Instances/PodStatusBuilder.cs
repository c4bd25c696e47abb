using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Says about a Pod what the kubelet would say. A pure function of the Pod and of how its instance is doing.</summary>
internal static class PodStatusBuilder
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The condition that says whether the limits of a container are more than a wish.</summary>
    private const string LimitsEnforced = "modelyard.dev/LimitsEnforced";

    public static PodStatus Build(Pod pod, InstanceReport report, DateTimeOffset now)
    {
        var main = LaunchPlan.MainContainer(pod);
        var initialized = report.Initializer?.IsCompleted != false;
        var ready = report.Ready && pod.Metadata.DeletionTimestamp is null;
        var unready = $"containers with unready status: [{main.Name}]";
        List<PodCondition> conditions =
        [
            Condition("PodScheduled", true),
            Condition("Initialized", initialized, "ContainersNotInitialized", $"containers with incomplete status: [{ContainerNames.StorageInitializer}]"),
            Condition("ContainersReady", ready, "ContainersNotReady", unready),
            Condition("Ready", ready, "ContainersNotReady", unready),
        ];

        if (ResourceLimits.Of(main).Any)
        {
            conditions.Add(Condition(LimitsEnforced, report.LimitsProblem is null, "NotPermitted", report.LimitsProblem));
        }

        return new PodStatus
        {
            Phase = Phase(pod, report),
            Message = report.Message,
            Conditions = PodConditions.Merge(pod.Status?.Conditions, conditions, now),
            HostIP = Loopback,
            HostIPs = [new HostIp { Ip = Loopback }],
            PodIP = Loopback,
            PodIPs = [new PodIp { Ip = Loopback }],
            StartTime = pod.Status?.StartTime ?? now,
            InitContainerStatuses = report.Initializer is { } step ? [Status(InitContainer(pod), step, step.IsCompleted)] : null,
            ContainerStatuses =
            [
                Status(main, report.Process, ready),
                .. pod.Spec.Containers!.Where(c => !ReferenceEquals(c, main)).Select(NotRun),
            ],
            QosClass = Qos(pod),
            ObservedGeneration = pod.Metadata.Generation,
        };
    }

    private static PodCondition Condition(string type, bool isTrue, string? reason = null, string? message = null) => new()
    {
        Type = type,
        Status = isTrue ? "True" : "False",
        Reason = isTrue ? null : reason,
        Message = isTrue ? null : message,
    };

    private static string Phase(Pod pod, InstanceReport report) => report.Process.State switch
    {
        { Terminated: { } ended } when pod.Spec.RestartPolicy == "Never" || (pod.Spec.RestartPolicy == "OnFailure" && ended.ExitCode == 0) =>
            ended.ExitCode == 0 ? "Succeeded" : "Failed",
        { Running: not null } or { Terminated: not null } => "Running",
        _ => report.Process.LastState is null ? "Pending" : "Running",
    };

    private static Container InitContainer(Pod pod) => pod.Spec.InitContainers!.First(c => c.Name == ContainerNames.StorageInitializer);

    private static ContainerStatus Status(Container container, StepReport step, bool ready) => new()
    {
        Name = container.Name,
        Image = container.Image ?? "",
        ImageID = "",
        ContainerID = step.ContainerId,
        State = step.State,
        LastState = step.LastState,
        RestartCount = step.RestartCount,
        Ready = ready,
        Started = step.Started,
    };

    // Honest about what one machine does not do: the Pod is ready without it, and says so.
    private static ContainerStatus NotRun(Container container) => new()
    {
        Name = container.Name,
        Image = container.Image ?? "",
        ImageID = "",
        State = States.Waiting("NotRunHere", "only the serving container of a Pod is run on one machine; this one needs a cluster"),
        RestartCount = 0,
        Ready = false,
        Started = false,
    };

    private static string Qos(Pod pod)
    {
        var resources = pod.Spec.Containers!.Select(c => c.Resources).ToList();
        var any = resources.Any(r => r?.Requests is { Count: > 0 } || r?.Limits is { Count: > 0 });
        var guaranteed = resources.All(r => r?.Limits is { } limits
            && limits.ContainsKey("cpu") && limits.ContainsKey("memory")
            && (r.Requests is null || r.Requests.All(q => limits.TryGetValue(q.Key, out var limit) && limit == q.Value)));
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
