using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

public sealed class RolloutTests
{
    private static readonly NamespacedName Atlas = new(NodeEnvironment.Namespace, "atlas");

    [ControllerFact]
    public async Task Update_ToAWorkingRevision_NeverLeavesTheServiceWithoutAReadyReplica()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas");
        var before = (await node.ReadyAsync("atlas")).Status!.Components!["predictor"].LatestReadyRevision!;

        await PatchAsync(node, """{"spec":{"predictor":{"model":{"args":["--more"]}}}}""");

        var everWithout = false;
        var pods = await node.PodsUntilAsync("atlas", all =>
        {
            everWithout |= !all.Any(NodeEnvironment.IsReady);
            return all is [var only] && NodeEnvironment.IsReady(only) && !only.Metadata.Name!.StartsWith(before, StringComparison.Ordinal);
        });
        everWithout.ShouldBeFalse();
        var service = await node.ReadyAsync("atlas");
        service.Status!.Components!["predictor"].LatestReadyRevision.ShouldNotBe(before);
        (await node.CallAsync(pods[0], "/"))["args"]!.AsArray().Last()!.ToString().ShouldBe("--more");
    }

    [ControllerFact]
    public async Task Update_ToAFailingRevision_KeepsTheOldOneServingAndSaysSo()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas");
        await node.ReadyAsync("atlas");
        var old = (await node.PodsUntilAsync("atlas", p => p is [var only] && NodeEnvironment.IsReady(only)))[0];

        await PatchAsync(node, """{"spec":{"predictor":{"model":{"storageUri":"file://BROKEN"}}}}""".Replace("BROKEN", node.WriteModel("broken", "junk")));
        var service = await node.UntilAsync<InferenceService>("atlas", s => s.Status?.ModelStatus?.TransitionStatus == "BlockedByFailedLoad");

        service.Status!.ModelStatus!.States!.ActiveModelState.ShouldBe("Loaded");
        service.Status.ModelStatus.States.TargetModelState.ShouldBe("FailedToLoad");
        NodeEnvironment.Condition(service, "PredictorReady")!.Message!.ShouldContain("The previous revision serves on with 1 replica.");
        NodeEnvironment.Condition(service, "IngressReady")!.Status.ShouldBe("True");
        await node.CallAsync(old, "/health");
    }

    [ControllerFact]
    public async Task MinReplicas_Raised_AddsReplicasWithPortsOfTheirOwn()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas");
        await node.ReadyAsync("atlas");

        await PatchAsync(node, """{"spec":{"predictor":{"minReplicas":3}}}""");
        var pods = await node.PodsUntilAsync("atlas", all => all.Count == 3 && all.All(NodeEnvironment.IsReady));

        pods.Select(p => p.Metadata.Annotations!["modelyard.dev/address"]).Distinct().Count().ShouldBe(3);
        await PatchAsync(node, """{"spec":{"predictor":{"minReplicas":1}}}""");
        await node.PodsUntilAsync("atlas", all => all is [var only] && NodeEnvironment.IsReady(only));
    }

    [ControllerFact]
    public async Task StopAnnotation_EndsTheProcesses_AndRemovingItStartsThemAgain()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas");
        await node.ReadyAsync("atlas");

        await PatchAsync(node, """{"metadata":{"annotations":{"serving.kserve.io/stop":"true"}}}""");
        var stopped = await node.UntilAsync<InferenceService>("atlas", s => NodeEnvironment.Condition(s, "Stopped")?.Status == "True");
        await node.PodsUntilAsync("atlas", all => all.Count == 0);

        NodeEnvironment.Condition(stopped, "Ready")!.Reason.ShouldBe("Stopped");
        stopped.Status!.Url.ShouldBeNull();
        await PatchAsync(node, """{"metadata":{"annotations":{"serving.kserve.io/stop":null}}}""");
        await node.ReadyAsync("atlas");
    }

    [ControllerFact]
    public async Task Delete_OfTheService_LeavesNeitherPodNorProcessNorFolder()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync("forking", "--fork");
        await node.CreateServiceAsync("atlas", "forking");
        await node.ReadyAsync("atlas");
        var pod = (await node.PodsUntilAsync("atlas", p => p is [var only] && NodeEnvironment.IsReady(only)))[0];
        var process = node.Processes(pod);
        process.Count.ShouldBe(3, "the launcher, the server and the child it left behind");

        await node.Client.DeleteAsync<InferenceService>(Atlas, DeleteOptions.Default, CancellationToken.None);
        await node.PodsUntilAsync("atlas", all => all.Count == 0);

        node.Processes(pod).ShouldBeEmpty();
        Directory.Exists(node.InstanceFolder(pod)).ShouldBeFalse();
    }

    [ControllerFact]
    public async Task Delete_OfAPodThatIgnoresSigterm_KillsItAfterItsGrace()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync("stubborn", "--ignore-term");
        await node.CreateServiceAsync("atlas", "stubborn", s => s.Spec.Predictor!.TerminationGracePeriodSeconds = 1);
        await node.ReadyAsync("atlas");
        var pod = (await node.PodsUntilAsync("atlas", p => p is [var only] && NodeEnvironment.IsReady(only)))[0];

        await node.Client.DeleteAsync<Pod>(NamespacedName.Of(pod), DeleteOptions.Default, CancellationToken.None);
        await node.PodsUntilAsync("atlas", all => all is [var only] && only.Metadata.Uid != pod.Metadata.Uid && NodeEnvironment.IsReady(only));

        node.Processes(pod).ShouldBeEmpty();
    }

    private static Task PatchAsync(NodeEnvironment node, string patch) =>
        node.Client.PatchAsync<InferenceService>(Atlas, Patch.Merge(JsonNode.Parse(patch)!.AsObject()), CancellationToken.None);
}
