using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>KServe's <c>modelStatus</c>: whether the model that serves is the one the spec names, and what went wrong last.</summary>
internal static class ModelStatusBuilder
{
    private const string Pending = "Pending";
    private const string Standby = "Standby";
    private const string Loading = "Loading";
    private const string Loaded = "Loaded";
    private const string FailedToLoad = "FailedToLoad";

    public static ModelStatus Build(ServiceObservation seen, bool isReady, DateTimeOffset now)
    {
        var before = seen.Service.Status?.ModelStatus;
        var failures = seen.Wanted.Select(ReplicaFailure.Of).OfType<ReplicaFailure>().ToList();
        var (transition, target) = seen switch
        {
            { Rejection: not null } => ("InvalidSpec", FailedToLoad),
            { Desired: 0 } => ("UpToDate", Standby),
            _ when isReady => ("UpToDate", Loaded),
            _ when failures.Count > 0 => ("BlockedByFailedLoad", FailedToLoad),
            _ when seen.Wanted.Any(IsLoading) => ("InProgress", Loading),
            _ => ("InProgress", Pending),
        };
        var serving = seen.OldReady.Count > 0 || seen.Wanted.Any(PodConditions.IsReady);
        return new ModelStatus
        {
            TransitionStatus = transition,
            States = new ModelRevisionStates { ActiveModelState = serving ? Loaded : target == Standby ? Standby : target == Loaded ? Loaded : "", TargetModelState = target },
            LastFailureInfo = Failure(seen, failures, before?.LastFailureInfo, now),
            Copies = new ModelCopies
            {
                FailedCopies = failures.Count,
                TotalCopies = seen.Pods.Count(PodConditions.IsReady),
            },
        };
    }

    private static bool IsLoading(Pod pod) =>
        pod.Status?.InitContainerStatuses?.Any(s => s.State?.Running is not null) == true || ReplicaFailure.Main(pod)?.State?.Running is not null;

    // The last failure stays on record after it is cured, as in KServe; the same failure seen again keeps its time.
    private static ModelFailureInfo? Failure(ServiceObservation seen, List<ReplicaFailure> failures, ModelFailureInfo? before, DateTimeOffset now)
    {
        var next = seen.Rejection is { } rejection
            ? new ModelFailureInfo { Reason = rejection.Reason, Message = rejection.Message }
            : failures is [var first, ..]
                ? new ModelFailureInfo
                {
                    Location = first.Pod.Metadata.Name,
                    Reason = first.Reason,
                    Message = first.Message,
                    ModelRevisionName = seen.Revision?.Name,
                    ExitCode = first.ExitCode,
                }
                : null;
        if (next is null)
        {
            return before;
        }

        var same = before is not null
            && (before.Location, before.Reason, before.Message, before.ModelRevisionName, before.ExitCode)
                == (next.Location, next.Reason, next.Message, next.ModelRevisionName, next.ExitCode);
        next.Time = same ? before!.Time : now;
        return next;
    }
}
