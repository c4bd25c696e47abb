using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

public sealed class AdoptionTests
{
    [ControllerFact]
    public async Task ControlPlaneRestart_AdoptsTheRunningProcess()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);
        var pid = (await node.CallAsync(pod, "/"))["pid"]!.GetValue<int>();

        await node.StopNodeAsync();
        (await node.CallAsync(pod, "/"))["pid"]!.GetValue<int>().ShouldBe(pid, "a stopped control plane leaves it alone");
        await node.StartNodeAsync();
        await node.EventUntilAsync(pod.Metadata.Name!, "Adopted");

        var adopted = await node.UntilAsync<Pod>(pod.Metadata.Name!, NodeEnvironment.IsReady);
        (await node.CallAsync(adopted, "/"))["pid"]!.GetValue<int>().ShouldBe(pid);
        adopted.Status!.ContainerStatuses![0].RestartCount.ShouldBe(0);
        adopted.Status.ContainerStatuses[0].State!.Running!.StartedAt.ShouldBe(pod.Status!.ContainerStatuses![0].State!.Running!.StartedAt);
        adopted.Metadata.Uid.ShouldBe(pod.Metadata.Uid);
    }

    [ControllerFact]
    public async Task AdoptedProcess_ThatEnds_IsReportedWithItsExitCodeAndRestarted()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);
        await node.StopNodeAsync();
        await node.StartNodeAsync();
        await node.EventUntilAsync(pod.Metadata.Name!, "Adopted");

        await node.CallAsync(pod, "/exit/7");
        var restarted = await node.UntilAsync<Pod>(
            pod.Metadata.Name!, p => NodeEnvironment.IsReady(p) && p.Status!.ContainerStatuses![0].RestartCount == 1);

        restarted.Status!.ContainerStatuses![0].LastState!.Terminated!.ExitCode.ShouldBe(7);
    }

    [ControllerFact]
    public async Task Process_ThatEndedWhileNobodyWatched_IsReportedWithItsExitCode()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);
        await node.StopNodeAsync();
        await node.CallAsync(pod, "/exit/9");
        await node.StartNodeAsync();

        var restarted = await node.UntilAsync<Pod>(
            pod.Metadata.Name!, p => NodeEnvironment.IsReady(p) && p.Status!.ContainerStatuses![0].RestartCount == 1);

        restarted.Status!.ContainerStatuses![0].LastState!.Terminated!.ExitCode.ShouldBe(9);
    }

    [ControllerFact]
    public async Task Process_WhosePodWasDeletedWhileNobodyWatched_IsEnded()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);
        await node.StopNodeAsync();
        await node.Client.DeleteAsync<InferenceService>(new NamespacedName(NodeEnvironment.Namespace, "atlas"), DeleteOptions.Default, CancellationToken.None);
        await node.Client.DeleteAsync<Pod>(NamespacedName.Of(pod), new DeleteOptions { GracePeriodSeconds = 0 }, CancellationToken.None);
        node.Processes(pod).ShouldNotBeEmpty();

        await node.StartNodeAsync();
        await node.CreateServiceAsync("next");
        await node.ReadyAsync("next");

        node.Processes(pod).ShouldBeEmpty();
        Directory.Exists(node.InstanceFolder(pod)).ShouldBeFalse();
    }

    [ControllerFact]
    public async Task ShutDown_LeavesNoProcess_AndAfterTheNextStartNobodyIsCalledReadyWhoIsNot()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);
        await node.ReadyAsync("atlas");
        await node.ShutDownAsync();
        node.Processes(pod).ShouldBeEmpty();

        await node.StartNodeAsync();
        await node.ReadyAsync("atlas");

        var again = await node.UntilAsync<Pod>(pod.Metadata.Name!, NodeEnvironment.IsReady);
        await node.CallAsync(again, "/health");
    }

    private static async Task<Pod> StartAsync(NodeEnvironment node)
    {
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas");
        return (await node.PodsUntilAsync("atlas", p => p is [var only] && NodeEnvironment.IsReady(only)))[0];
    }
}
