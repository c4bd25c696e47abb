using Modelyard.Api;
using Modelyard.Node;

namespace Modelyard.Tests.Node;

public sealed class ServiceStatusTests
{
    private const string Hash = "hash";
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Status_WithoutAnyChange_IsTheSameToTheLetter()
    {
        var first = Build(Seen(Replica("a", ready: true)));

        var second = Build(Seen(Replica("a", ready: true)) with { Service = Service(first) }, Noon.AddHours(1));

        Yaml(second).ShouldBe(Yaml(first), "a status that changed by itself would be written for ever");
    }

    [Fact]
    public void TransitionTime_ChangesOnlyWithTheStatus()
    {
        var loading = Build(Seen(Replica("a", ready: false)));
        var failing = Build(Seen(Replica("a", ready: false, terminated: 1)) with { Service = Service(loading) }, Noon.AddHours(1));
        var ready = Build(Seen(Replica("a", ready: true)) with { Service = Service(failing) }, Noon.AddHours(2));

        Find(failing, "Ready").LastTransitionTime.ShouldBe(Noon);
        Find(failing, "Ready").Reason.ShouldBe("ModelLoadFailed");
        Find(ready, "Ready").LastTransitionTime.ShouldBe(Noon.AddHours(2));
    }

    [Fact]
    public void Conditions_AreKServesInOrder() =>
        Build(Seen(Replica("a", ready: true))).Conditions!.Select(c => c.Type).ShouldBe(["IngressReady", "PredictorReady", "Ready", "Stopped"]);

    [Theory]
    [InlineData("starting", "False", "MinimumReplicasUnavailable", "InProgress", "Pending")]
    [InlineData("fetching", "False", "MinimumReplicasUnavailable", "InProgress", "Loading")]
    [InlineData("loading", "False", "MinimumReplicasUnavailable", "InProgress", "Loading")]
    [InlineData("fetch failed", "False", "ModelLoadFailed", "BlockedByFailedLoad", "FailedToLoad")]
    [InlineData("crashed", "False", "ModelLoadFailed", "BlockedByFailedLoad", "FailedToLoad")]
    [InlineData("crash loop", "False", "ModelLoadFailed", "BlockedByFailedLoad", "FailedToLoad")]
    [InlineData("between crashes", "False", "ModelLoadFailed", "BlockedByFailedLoad", "FailedToLoad")]
    [InlineData("no program", "False", "RuntimeUnhealthy", "BlockedByFailedLoad", "FailedToLoad")]
    [InlineData("ready", "True", null, "UpToDate", "Loaded")]
    public void State_OfTheReplica_BecomesTheModelsState(string state, string ready, string? reason, string transition, string target)
    {
        var status = Build(Seen(InState(state)));

        (Find(status, "Ready").Status, Find(status, "PredictorReady").Reason).ShouldBe((ready, reason));
        (status.ModelStatus!.TransitionStatus, status.ModelStatus.States!.TargetModelState).ShouldBe((transition, target));
    }

    [Fact]
    public void Rollout_UnderWay_IsUnknownAndSaysWhatServes()
    {
        var status = Build(Seen(Replica("old", ready: true, hash: "before"), Replica("new", ready: false)));

        Find(status, "Ready").Status.ShouldBe("Unknown");
        Find(status, "PredictorReady").Message.ShouldBe("0 of 1 replica ready; new is loading the model. The previous revision serves on with 1 replica.");
        Find(status, "IngressReady").Status.ShouldBe("True");
        status.ModelStatus!.States!.ActiveModelState.ShouldBe("Loaded");
    }

    [Theory]
    [InlineData(false, "0 of 1 replica ready; another was refused: exceeded quota: x. It is tried again until there is room: have the quota raised, or stop something else in the project.")]
    [InlineData(true, "0 of 1 replica ready; another was refused: exceeded quota: x. The update is held until there is room: have the quota raised, or give room first with maxSurge 0 and maxUnavailable 1 in spec.predictor.deploymentStrategy. The previous revision serves on with 1 replica.")]
    public void Quota_WithoutRoom_IsSaid(bool isUpdate, string message)
    {
        var status = Build(Seen(isUpdate ? [Replica("old", ready: true, hash: "before")] : []) with { QuotaRefusal = "exceeded quota: x" });

        (Find(status, "PredictorReady").Status, Find(status, "PredictorReady").Reason).ShouldBe(("False", "QuotaExceeded"));
        Find(status, "Ready").Message.ShouldBe(message);
        status.ModelStatus!.TransitionStatus.ShouldBe("InProgress");
    }

    [Fact]
    public void ScaledToZero_IsReadyAndOnStandby()
    {
        var status = Build(Seen() with { Desired = 0 });

        (Find(status, "PredictorReady").Status, status.ModelStatus!.States!.TargetModelState).ShouldBe(("True", "Standby"));
    }

    [Fact]
    public void Failure_ThatIsCured_StaysOnRecordWithItsTime()
    {
        var failed = Build(Seen(InState("crashed")));
        var ready = Build(Seen(Replica("a", ready: true)) with { Service = Service(failed) }, Noon.AddHours(1));

        ready.ModelStatus!.LastFailureInfo!.Time.ShouldBe(Noon);
        ready.ModelStatus.LastFailureInfo.ExitCode.ShouldBe(3);
    }

    private static InferenceServiceStatus Build(ServiceObservation seen, DateTimeOffset? now = null) => ServiceStatusBuilder.Build(seen.Complete(), now ?? Noon);

    private static ServiceObservation Seen(params Pod[] pods) => new()
    {
        Service = Service(null),
        Revision = new PredictorRevision(Hash, new Pod { Metadata = new ObjectMeta { GenerateName = "atlas-predictor-" } }),
        Desired = 1,
        Pods = pods,
        Url = "http://gateway/serving/demo/atlas",
    };

    private static InferenceService Service(InferenceServiceStatus? status) =>
        new() { Metadata = new ObjectMeta { Name = "atlas", Namespace = "demo", Generation = 1 }, Status = status };

    private static Pod InState(string state)
    {
        var main = new ContainerStatus { Name = "kserve-container", RestartCount = 0, Ready = false };
        var initializer = new ContainerStatus { Name = "storage-initializer", State = States.Terminated(0, Noon, Noon) };
        switch (state)
        {
            case "starting":
                initializer.State = States.Waiting("PodInitializing");
                main.State = States.Waiting("PodInitializing");
                break;
            case "fetching":
                initializer.State = States.Running(Noon);
                main.State = States.Waiting("PodInitializing");
                break;
            case "fetch failed":
                initializer.State = States.Terminated(1, Noon, Noon, "Error", "no such file");
                main.State = States.Waiting("PodInitializing");
                break;
            case "loading":
                main.State = States.Running(Noon);
                break;
            case "crashed":
                main.State = States.Terminated(3, Noon, Noon, "Error", "bad magic");
                break;
            case "crash loop":
                main.State = States.Waiting("CrashLoopBackOff");
                main.LastState = States.Terminated(3, Noon, Noon, "Error", "bad magic");
                break;
            case "between crashes":
                main.State = States.Running(Noon);
                main.LastState = States.Terminated(3, Noon, Noon, "Error", "bad magic");
                main.RestartCount = 2;
                break;
            case "no program":
                main.State = States.Waiting("RunContainerError", "not found");
                break;
            case "ready":
                return Replica("a", ready: true);
        }

        var pod = Replica("a", ready: false);
        pod.Status!.ContainerStatuses = [main];
        pod.Status.InitContainerStatuses = [initializer];
        return pod;
    }

    private static Pod Replica(string name, bool ready, int? terminated = null, string hash = Hash) => new()
    {
        Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["pod-template-hash"] = hash } },
        Status = new PodStatus
        {
            Conditions = [new PodCondition { Type = "Ready", Status = ready ? "True" : "False" }],
            ContainerStatuses =
            [
                new ContainerStatus
                {
                    Name = "kserve-container",
                    Ready = ready,
                    RestartCount = 0,
                    State = terminated is { } code ? States.Terminated(code, Noon, Noon, "Error", "it broke") : States.Running(Noon),
                },
            ],
        },
    };

    private static Condition Find(InferenceServiceStatus status, string type) => status.Conditions!.Single(c => c.Type == type);

    private static string Yaml(InferenceServiceStatus status) => System.Text.Json.JsonSerializer.Serialize(status, ApiJson.Options);
}
