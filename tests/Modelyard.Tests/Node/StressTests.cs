using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

/// <summary>What machines do to a node at their worst. Alone, for it counts what the whole process uses.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class StressTests
{
    private const int Many = 50;
    private const string Alone = "stress";

    [ControllerFact]
    public async Task FiftyServices_AreAllServed_AndNothingIsLeftOfThem()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("first");
        await node.ReadyAsync("first");
        var (handles, threads) = Usage();

        var names = Enumerable.Range(0, Many - 1).Select(i => $"service-{i}").ToList();
        await Task.WhenAll(names.Select(name => node.CreateServiceAsync(name)));
        await Task.WhenAll(names.Select(name => node.UntilAsync<InferenceService>(
            name, s => NodeEnvironment.Condition(s, "Ready")?.Status == "True", TimeSpan.FromMinutes(3))));

        var (handlesNow, threadsNow) = Usage();
        (handlesNow - handles).ShouldBeLessThan(Many * 6, "a replica costs a bounded number of files");
        (threadsNow - threads).ShouldBeLessThan(Many, "a replica costs no thread");
        var pods = (await node.Client.ListAsync<Pod>(new ListOptions { Namespace = NodeEnvironment.Namespace }, CancellationToken.None)).Items;
        pods.Count.ShouldBe(Many);
        pods.Select(p => p.Metadata.Annotations!["modelyard.dev/address"]).ShouldBeUnique();
        await node.ShutDownAsync();
        pods.SelectMany(node.Processes).ShouldBeEmpty();
        Directory.Exists(Path.Combine(node.Data, "instances")).ShouldBeTrue();
        Directory.EnumerateDirectories(Path.Combine(node.Data, "instances")).ShouldBeEmpty();
    }

    [ControllerFact]
    public async Task Ports_ThatAreAllTaken_AreWaitedFor()
    {
        var exhausted = true;
        var real = new PortAllocator();
        await using var node = await NodeEnvironment.StartAsync(configure: services => services.AddSingleton(new PortAllocator(
            () => Volatile.Read(ref exhausted) ? throw new SocketException((int)SocketError.AddressAlreadyInUse) : real.Allocate())));
        await node.CreateRuntimeAsync();
        await node.CreateServiceAsync("atlas");

        var waiting = await node.UntilAsync<InferenceService>("atlas", s => s.Status?.ModelStatus?.LastFailureInfo is not null);
        waiting.Status!.ModelStatus!.LastFailureInfo!.Message!.ShouldStartWith("no port of this machine is free");
        NodeEnvironment.Condition(waiting, "Ready")!.Status.ShouldBe("False");
        Volatile.Write(ref exhausted, false);

        await node.ReadyAsync("atlas");
    }

    [ControllerFact]
    public async Task Clock_ThatJumps_ForgivesNoCrash()
    {
        var clock = new WallClock();
        await using var node = await NodeEnvironment.StartAsync(configure: services => services.AddSingleton<TimeProvider>(clock));
        var go = Path.Combine(node.Folder, "go");
        await node.CreatePodAsync("crashing", c =>
            (c.Command, c.Args, c.ReadinessProbe) = (["sh", "-c", "while ! rm \"$0\" 2>/dev/null; do sleep 0.05; done; exit 7", go], null, null));

        foreach (var (restarts, pause) in new (int, string?)[] { (0, null), (1, "300ms"), (2, "600ms"), (3, "1s") })
        {
            await node.UntilAsync<Pod>("crashing", p => p.Status?.ContainerStatuses?[0] is { State.Running: not null } status && status.RestartCount == restarts);
            clock.Jump(TimeSpan.FromDays(restarts % 2 == 0 ? 10 : -15));
            var paused = pause is null ? Task.CompletedTask : node.UntilAsync<Pod>("crashing", p => BackOff(p)?.StartsWith($"back-off {pause}", StringComparison.Ordinal) == true);
            File.WriteAllText(go, "");
            await paused;
        }
    }

    [ControllerFact]
    public async Task Clock_ThatJumps_StopsNoProbe()
    {
        var clock = new WallClock();
        await using var node = await NodeEnvironment.StartAsync(configure: services => services.AddSingleton<TimeProvider>(clock));
        var ready = Path.Combine(node.Folder, "ready");
        File.WriteAllText(ready, "");
        await node.CreatePodAsync("probed", c =>
        {
            c.Args = ["--ready-file", ready];
            c.ReadinessProbe!.FailureThreshold = 1;
        });
        await node.UntilAsync<Pod>("probed", NodeEnvironment.IsReady);

        clock.Jump(TimeSpan.FromDays(-30));
        File.Delete(ready);
        await node.UntilAsync<Pod>("probed", p => !NodeEnvironment.IsReady(p));
        clock.Jump(TimeSpan.FromDays(60));
        File.WriteAllText(ready, "");
        await node.UntilAsync<Pod>("probed", NodeEnvironment.IsReady);
    }

    [ControllerFact]
    public async Task Children_ThatLeftForASessionOfTheirOwn_EndWithTheirReplica()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreatePodAsync("parent", c => c.Command = ["sh", "-c", "setsid sh -c 'trap : TERM; while :; do sleep 1; done' & exec python3 \"$0\"", node.Script]);
        var pod = await node.UntilAsync<Pod>("parent", NodeEnvironment.IsReady);
        node.Processes(pod).Count.ShouldBeGreaterThanOrEqualTo(3);

        await node.Client.DeleteAsync<Pod>(NamespacedName.Of(pod), new DeleteOptions { GracePeriodSeconds = 1 }, CancellationToken.None);
        await node.ListUntilAsync("", pods => pods.Count == 0);

        node.Processes(pod).ShouldBeEmpty();
    }

    private static string? BackOff(Pod pod) => pod.Status?.ContainerStatuses?[0].State?.Waiting is { Reason: "CrashLoopBackOff" } waiting ? waiting.Message : null;

    private static (int Handles, int Threads) Usage()
    {
        using var self = Process.GetCurrentProcess();
        return (Directory.GetFiles("/proc/self/fd").Length, self.Threads.Count);
    }
}
