using Modelyard.Api;
using Modelyard.Serving;

namespace Modelyard.Tests.Serving;

/// <summary>What a user reads, for every situation that an InferenceService and its Pods can be in, here and in a cluster.</summary>
public sealed class DeploymentProgressTests
{
    [Fact]
    public void Service_ThatIsNotTakenUpYet_IsPending()
    {
        Of(service: null).Phase.ShouldBe("Pending");
        Of(Service(status: null)).Message.ShouldContain("to be taken up");
    }

    [Fact]
    public void Model_ThatIsFetched_IsPulling_WithWhatThePodSays()
    {
        var pod = Pod("chat-1", initializer: new ContainerState { Running = new ContainerStateRunning() });
        Of(Service("False", "MinimumReplicasUnavailable"), pod).ShouldBe(new DeploymentProgress("Pulling", "Pulling", "chat-1 fetches the model."));

        pod.Status!.Message = "fetched 3 of 10 GiB";
        Of(Service("False", "MinimumReplicasUnavailable"), pod).Message.ShouldBe("fetched 3 of 10 GiB.");
    }

    [Fact]
    public void Engine_ThatRunsAndIsNotReady_IsLoading() =>
        Of(Service("False", "MinimumReplicasUnavailable"), Pod("chat-1", main: new ContainerState { Running = new ContainerStateRunning() }))
            .ShouldBe(new DeploymentProgress("Loading", "Loading", "chat-1 loads the model."));

    [Fact]
    public void Replica_ThatFindsNoRoom_IsPendingWithWhatIsMissing() =>
        Of(Service("False", "Unschedulable", "chat-1: insufficient cpu"), Pod("chat-1"))
            .ShouldBe(new DeploymentProgress("Pending", "Unschedulable", "chat-1: insufficient cpu."));

    [Fact]
    public void Model_ThatCannotBeLoaded_HasFailedWithTheReason()
    {
        var service = Service("False", "ModelLoadFailed", "chat-1: bad magic");
        service.Status!.ModelStatus = new ModelStatus { TransitionStatus = "BlockedByFailedLoad", LastFailureInfo = new ModelFailureInfo { Reason = "ModelLoadFailed" } };

        Of(service, Pod("chat-1")).ShouldBe(new DeploymentProgress("Failed", "ModelLoadFailed", "chat-1: bad magic."));
    }

    [Fact]
    public void Failure_WithoutAWordInTheConditions_IsToldFromTheModelsStatus()
    {
        // As KServe reports it: its conditions are silent about the cause.
        var service = Service("Unknown", null);
        service.Status!.ModelStatus = new ModelStatus
        {
            TransitionStatus = "BlockedByFailedLoad",
            LastFailureInfo = new ModelFailureInfo { Reason = "ModelLoadFailed", Message = "no such object" },
        };

        Of(service, Pod("chat-1")).ShouldBe(new DeploymentProgress("Failed", "ModelLoadFailed", "no such object."));
    }

    [Fact]
    public void Image_ThatCannotBePulled_HasFailed() =>
        Of(
            Service("False", "MinimumReplicasUnavailable"),
            Pod("chat-1", main: new ContainerState { Waiting = new ContainerStateWaiting { Reason = "ImagePullBackOff", Message = "not found: mine:1.0" } }))
            .ShouldBe(new DeploymentProgress("Failed", "ImagePullBackOff", "not found: mine:1.0."));

    [Fact]
    public void AllReplicas_Ready_IsRunning() =>
        Of(Service("True", null), Ready("chat-1")).ShouldBe(new DeploymentProgress("Running", "Running", "1 of 1 replica ready."));

    [Fact]
    public void Change_ThatIsRolledOut_IsUpdating() =>
        Of(Service("Unknown", "ReplicaSetUpdated", "0 of 1 replica ready. The previous revision serves on with 1 replica."), Ready("chat-1"), Pod("chat-2"))
            .ShouldSatisfyAllConditions(p => p.Phase.ShouldBe("Updating"), p => p.Message.ShouldContain("serves on"), p => p.Answers.ShouldBeTrue());

    [Fact]
    public void Change_ThatIsNotTakenUpYet_IsUpdating()
    {
        var service = Service("True", null);
        service.Metadata.Generation = 2;

        Of(service, Ready("chat-1")).Phase.ShouldBe("Updating");
    }

    [Fact]
    public void Change_ThatCannotBeRolledOut_IsDegraded()
    {
        var service = Service("False", "ModelLoadFailed", "chat-2: bad magic. The previous revision serves on with 1 replica");
        service.Status!.ModelStatus = new ModelStatus { TransitionStatus = "BlockedByFailedLoad" };

        Of(service, Ready("chat-1"), Pod("chat-2")).ShouldSatisfyAllConditions(p => p.Phase.ShouldBe("Degraded"), p => p.Answers.ShouldBeTrue());
    }

    [Fact]
    public void FewerReplicasThanWanted_IsDegraded() =>
        Of(Service("True", null), spec => spec.Replicas = 2, Ready("chat-1")).ShouldBe(new DeploymentProgress("Degraded", "ReplicasUnavailable", "1 of 2 replicas ready."));

    [Fact]
    public void MoreReplicasThanTheLeast_IsRunning() =>
        Of(Service("True", null), spec => spec.Scaling = new DeploymentScaling { MinReplicas = 1, MaxReplicas = 4 }, Ready("chat-1"), Ready("chat-2"))
            .Message.ShouldBe("2 of 2 replicas ready.");

    [Fact]
    public void NoReplicas_WhereCallsStartOne_IsRunning() =>
        Of(Service("True", null), spec => spec.Scaling = new DeploymentScaling { MinReplicas = 0, MaxReplicas = 4 }).Reason.ShouldBe("ScaledToZero");

    [Fact]
    public void NoReplicas_WhereNobodyStartsOne_IsPendingAndSaysWhatToDo() =>
        Of(Service("True", "ScaledToZero"), spec => spec.Scaling = new DeploymentScaling { MinReplicas = 0, MaxReplicas = 4 })
            .ShouldSatisfyAllConditions(p => p.Phase.ShouldBe("Pending"), p => p.Message.ShouldContain("spec.scaling.minReplicas"));

    [Fact]
    public void Stopped_IsStopped_WhateverElseIsWrong()
    {
        Of(Service("False", "Stopped"), spec => spec.Stopped = true).ShouldBe(new DeploymentProgress("Stopped", "Stopped", "Stopped by spec.stopped."));
        Of(Service("False", "Stopped"), spec => spec.Stopped = true, Ready("chat-1")).Message.ShouldContain("1 replica still to end");
    }

    [Fact]
    public void Rejection_IsPendingWhileItMayPass_FailedWhenNot_AndDegradedWhileSomethingAnswers()
    {
        Rejected(isAwaited: true).ShouldBe(new DeploymentProgress("Pending", "RuntimeNotFound", "There is no runtime."));
        Rejected(isAwaited: false).Phase.ShouldBe("Failed");
        Rejected(isAwaited: false, Ready("chat-1")).ShouldSatisfyAllConditions(p => p.Phase.ShouldBe("Degraded"), p => p.Message.ShouldEndWith("What ran before runs on."));

        static DeploymentProgress Rejected(bool isAwaited, params Pod[] pods) => DeploymentProgress.Of(
            State(null, null, pods) with { Rejection = new DeploymentRejectedException("RuntimeNotFound", "There is no runtime.", isAwaited) });
    }

    [Fact]
    public void External_IsAsItsServiceIs_AndPendingUntilThatIsKnown()
    {
        var deployment = new ModelDeployment
        {
            Spec = new ModelDeploymentSpec { Engine = new EngineSpec { Type = "external", External = new ExternalEngine { Url = "https://models.example.com" } } },
        };
        var state = new DeploymentState { Deployment = deployment, Url = "" };

        DeploymentProgress.Of(state).ShouldBe(new DeploymentProgress("Pending", "Asking", "https://models.example.com is asked whether it answers."));
        DeploymentProgress.Of(state with { Verdict = new ExternalVerdict("Failed", "Unreachable", "Nobody is there.") })
            .ShouldBe(new DeploymentProgress("Failed", "Unreachable", "Nobody is there."));
    }

    [Fact]
    public void External_OfWhichNothingIsKnownSinceARestart_IsAsItWas_UnlessItChanged()
    {
        var deployment = new ModelDeployment
        {
            Metadata = new ObjectMeta { Generation = 2 },
            Spec = new ModelDeploymentSpec { Engine = new EngineSpec { Type = "external", External = new ExternalEngine { Url = "https://models.example.com" } } },
            Status = new ModelDeploymentStatus
            {
                ObservedGeneration = 2, Phase = "Running", Conditions = [new Condition { Type = "Ready", Status = "True", Reason = "External", Message = "As ever." }],
            },
        };
        DeploymentProgress.Of(new DeploymentState { Deployment = deployment, Url = "" }).ShouldBe(new DeploymentProgress("Running", "External", "As ever."));

        deployment.Metadata.Generation = 3;
        DeploymentProgress.Of(new DeploymentState { Deployment = deployment, Url = "" }).Phase.ShouldBe("Pending");
    }

    [Fact]
    public void Pods_ThatGoOrHaveEnded_DoNotCount()
    {
        var (going, ended) = (Ready("chat-2"), Ready("chat-3"));
        going.Metadata.DeletionTimestamp = DateTimeOffset.UnixEpoch;
        ended.Status!.Phase = "Succeeded";

        DeploymentState.Staying([going, ended, Ready("chat-1")]).Select(p => p.Metadata.Name).ShouldBe(["chat-1"]);
    }

    [Fact]
    public void Status_KeepsTheTimeOfAConditionThatDoesNotChange()
    {
        var state = State(Service("True", null), null, [Ready("chat-1")]);
        var first = DeploymentStatusBuilder.Build(state, DateTimeOffset.UnixEpoch);
        state.Deployment.Status = first;

        var second = DeploymentStatusBuilder.Build(state, DateTimeOffset.UnixEpoch.AddHours(1));

        second.Conditions!.Single().LastTransitionTime.ShouldBe(DateTimeOffset.UnixEpoch);
        (second.Phase, second.Replicas, second.ReadyReplicas, second.ObservedGeneration, second.Url).ShouldBe(("Running", 1, 1, 3L, "http://gateway/chat"));
    }

    private static DeploymentProgress Of(InferenceService? service, params Pod[] pods) => DeploymentProgress.Of(State(service, null, pods));

    private static DeploymentProgress Of(InferenceService? service, Action<ModelDeploymentSpec> change, params Pod[] pods) => DeploymentProgress.Of(State(service, change, pods));

    private static DeploymentState State(InferenceService? service, Action<ModelDeploymentSpec>? change, Pod[] pods)
    {
        var deployment = new ModelDeployment
        {
            Metadata = new ObjectMeta { Name = "chat", Namespace = "acme", Generation = 3 },
            Spec = new ModelDeploymentSpec { Engine = new EngineSpec { Type = "builtin-llama" } },
        };
        change?.Invoke(deployment.Spec);
        return new DeploymentState { Deployment = deployment, Service = service, Replicas = pods, Url = "http://gateway/chat" };
    }

    private static InferenceService Service(string? status, string? reason = null, string? message = null) => new()
    {
        Metadata = new ObjectMeta { Name = "chat", Namespace = "acme", Generation = 1 },
        Status = status is null ? null : new InferenceServiceStatus
        {
            ObservedGeneration = 1,
            Conditions =
            [
                new Condition { Type = "PredictorReady", Status = status, Reason = reason, Message = message },

                // Ready repeats what is wrong, and nothing about what is well.
                new Condition { Type = "Ready", Status = status, Reason = status == "True" ? null : reason, Message = status == "True" ? null : message },
            ],
        },
    };

    private static Pod Ready(string name)
    {
        var pod = Pod(name);
        pod.Status!.Conditions = [new PodCondition { Type = "Ready", Status = "True" }];
        return pod;
    }

    private static Pod Pod(string name, ContainerState? initializer = null, ContainerState? main = null) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "acme" },
        Status = new PodStatus
        {
            InitContainerStatuses = initializer is null ? null : [new ContainerStatus { Name = "storage-initializer", State = initializer }],
            ContainerStatuses = main is null ? null : [new ContainerStatus { Name = "kserve-container", State = main }],
        },
    };
}
