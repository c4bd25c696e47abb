using Modelyard.Api;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

public sealed class ServingTests
{
    [ControllerFact]
    public async Task Service_WithExplicitRuntime_BecomesReady()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas");

        var service = await node.ReadyAsync("atlas");

        service.Status!.Url.ShouldBe("http://127.0.0.1:8080/serving/demo/atlas");
        service.Status.ClusterServingRuntimeName.ShouldBe("python");
        service.Status.DeploymentMode.ShouldBe("Standard");
        service.Status.ModelStatus!.TransitionStatus.ShouldBe("UpToDate");
        service.Status.ModelStatus.States!.ActiveModelState.ShouldBe("Loaded");
        service.Status.ModelStatus.Copies!.TotalCopies.ShouldBe(1);
        var pod = (await node.PodsUntilAsync("atlas", pods => pods is [var only] && NodeEnvironment.IsReady(only))).Single();
        pod.Metadata.Name!.ShouldStartWith(service.Status.Components!["predictor"].LatestReadyRevision!);
        var answer = await node.CallAsync(pod, "/");
        answer["env"]!["MODEL_NAME"]!.ToString().ShouldBe("atlas");
        answer["args"]!.AsArray().Select(a => a!.ToString()).ShouldContain("--alias=atlas");
        // Events follow what they tell of.
        await node.EventUntilAsync("atlas", "InferenceServiceReady");
        await node.EventUntilAsync(pod.Metadata.Name!, "Started");
        var reasons = (await node.EventsAsync("atlas")).Select(e => e.Reason);
        reasons.ShouldBe(["RuntimeSelected", "RevisionCreated", "InferenceServiceReady"], ignoreOrder: true);
        (await node.EventsAsync(pod.Metadata.Name!)).Select(e => e.Reason).ShouldBe(["Scheduled", "Fetched", "Started"], ignoreOrder: true);
    }

    [ControllerFact]
    public async Task Service_WithUnknownRuntime_SaysWhichAndRecoversWhenItAppears()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateServiceAsync("atlas");

        var service = await node.UntilAsync<InferenceService>("atlas", s => s.Status?.ModelStatus?.TransitionStatus == "InvalidSpec");

        service.Status!.ModelStatus!.LastFailureInfo!.Reason.ShouldBe("RuntimeNotRecognized");
        var ready = NodeEnvironment.Condition(service, "Ready")!;
        ready.Status.ShouldBe("False");
        ready.Reason.ShouldBe("RuntimeNotRecognized");
        ready.Message!.ShouldContain("with the name: python");

        await node.CreateRuntimeAsync();
        await node.ReadyAsync("atlas");
    }

    [ControllerFact]
    public async Task Service_WithMissingModelFile_SaysWhichFile()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.Client.CreateAsync(NodeEnvironment.Service("atlas", "file:///nowhere/atlas.gguf"), CancellationToken.None);

        var service = await node.UntilAsync<InferenceService>("atlas", s => s.Status?.ModelStatus?.TransitionStatus == "BlockedByFailedLoad");

        service.Status!.ModelStatus!.LastFailureInfo!.Reason.ShouldBe("ModelLoadFailed");
        service.Status.ModelStatus.LastFailureInfo.Message!.ShouldContain("/nowhere/atlas.gguf");
        NodeEnvironment.Condition(service, "Ready")!.Message!.ShouldContain("/nowhere/atlas.gguf");
        service.Status.ModelStatus.States!.TargetModelState.ShouldBe("FailedToLoad");
    }

    [ControllerFact]
    public async Task Service_WithCorruptModel_ReportsExitCodeAndLastWords()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        var file = node.WriteModel("broken", "not a model");
        await node.Client.CreateAsync(NodeEnvironment.Service("broken", "file://" + file), CancellationToken.None);

        var service = await node.UntilAsync<InferenceService>("broken", s => s.Status?.ModelStatus?.LastFailureInfo?.ExitCode == 3);

        service.Status!.ModelStatus!.LastFailureInfo!.Message.ShouldBe("model: model.gguf is not a GGUF file: bad magic");
        service.Status.ModelStatus.LastFailureInfo.Reason.ShouldBe("ModelLoadFailed");
        NodeEnvironment.Condition(service, "PredictorReady")!.Message!.ShouldContain("bad magic");
        var pods = await node.PodsUntilAsync("broken", p => p is [{ Status.ContainerStatuses: [{ State.Waiting.Reason: "CrashLoopBackOff", RestartCount: > 0 }] }]);
        var status = pods[0].Status!.ContainerStatuses![0];
        status.LastState!.Terminated!.ExitCode.ShouldBe(3);
        status.State!.Waiting!.Message!.ShouldStartWith("back-off ");
        await node.EventUntilAsync(pods[0].Metadata.Name!, "BackOff");
    }

    [ControllerFact]
    public async Task Service_WithCommandThatIsNotInstalled_SaysSo()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateServiceAsync("custom", change: s => s.Spec.Predictor = new PredictorSpec
        {
            Containers = [new Container { Name = "mine", Image = "mine", Command = ["no-such-program"] }],
        });

        var service = await node.UntilAsync<InferenceService>("custom", s => NodeEnvironment.Condition(s, "Ready")?.Reason == "RuntimeUnhealthy");

        NodeEnvironment.Condition(service, "Ready")!.Message!.ShouldContain("\"no-such-program\": executable file not found in $PATH");
    }

    [ControllerFact]
    public async Task Service_ThatAsksForMoreThanTheMachineHas_IsUnschedulableAndSaysWhatIsMissing()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("huge", change: s => s.Spec.Predictor!.Model!.Resources = new ResourceRequirements
        {
            Requests = new Dictionary<string, Quantity> { ["cpu"] = 5000 },
        });

        var service = await node.UntilAsync<InferenceService>("huge", s => NodeEnvironment.Condition(s, "Ready")?.Reason == "Unschedulable");

        NodeEnvironment.Condition(service, "Ready")!.Message!.ShouldContain("insufficient cpu: needs 5000, ");
    }

    [ControllerFact]
    public async Task Service_WithTransformer_RunsThePredictorAndSaysWhatIsMissing()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas", change: s => s.Spec.Transformer = new TransformerSpec { Containers = [new Container { Name = "kserve-container", Image = "t" }] });

        var service = await node.UntilAsync<InferenceService>("atlas", s => NodeEnvironment.Condition(s, "PredictorReady")?.Status == "True");

        NodeEnvironment.Condition(service, "TransformerReady")!.Message!.ShouldStartWith("A transformer is not run on one machine yet");
        NodeEnvironment.Condition(service, "Ready")!.Status.ShouldBe("False");
    }
}
