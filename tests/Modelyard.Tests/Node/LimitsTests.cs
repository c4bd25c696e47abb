using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

public sealed class LimitsTests : IDisposable
{
    private const string Condition = "modelyard.dev/LimitsEnforced";

    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-cgroups-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ControllerFact]
    public async Task Limits_WhereTheyCannotBeEnforced_AreReportedOnce()
    {
        await using var node = await NodeEnvironment.StartAsync(configure: s => s.AddSingleton(new CgroupRoot(null, "this machine has no cgroup v2")));
        await node.CreatePodAsync("limited", c => c.Resources = Limits("500m", "64Mi"));
        var pod = await node.UntilAsync<Pod>("limited", NodeEnvironment.IsReady);

        await node.CallAsync(pod, "/exit/1");
        pod = await node.UntilAsync<Pod>("limited", p => NodeEnvironment.IsReady(p) && p.Status!.ContainerStatuses![0].RestartCount == 1);

        var condition = pod.Status!.Conditions!.Find(c => c.Type == Condition)!;
        (condition.Status, condition.Reason, condition.Message).ShouldBe(
            ("False", "NotPermitted", "the limits cpu 0.5, memory 64Mi are not enforced: this machine has no cgroup v2"));
        (await node.EventsAsync("limited")).Where(e => e.Reason == "LimitsNotEnforced").Sum(e => e.Count ?? 1).ShouldBe(1);
    }

    [ControllerFact]
    public async Task Memory_BeyondItsLimit_IsAnOomKill()
    {
        RequireEnforcement();
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreatePodAsync("greedy", c =>
        {
            c.Resources = Limits("1", "64Mi");
            (c.Command, c.Args, c.ReadinessProbe) = (["python3", "-c", "x = bytearray(300 << 20)"], null, null);
        });

        var pod = await node.UntilAsync<Pod>("greedy", p => (p.Status?.ContainerStatuses?[0].LastState ?? p.Status?.ContainerStatuses?[0].State)?.Terminated is not null);

        var status = pod.Status!.ContainerStatuses![0];
        var ended = (status.LastState ?? status.State)!.Terminated!;
        (ended.Reason, ended.ExitCode).ShouldBe(("OOMKilled", 137));
        ended.Message!.ShouldStartWith("OOMKilled: it used more memory than its limit");
        pod.Status.Conditions!.Find(c => c.Type == Condition)!.Status.ShouldBe("True");
    }

    [ControllerFact]
    public async Task Child_ThatGivesUpItsSessionAndItsName_EndsWithItsReplica()
    {
        var root = CgroupRoot.Prepare(_folder);
        root.End();
        Assert.SkipWhen(root.Folder is null, root.Obstacle ?? "");
        await using var node = await NodeEnvironment.StartAsync();
        var cgroups = Path.Combine(Path.GetDirectoryName(root.Folder)!, Path.GetFileName(CgroupRoot.Prepare(node.Data).Folder!));
        var pidFile = Path.Combine(node.Folder, "child");
        await node.CreatePodAsync("parent", c => c.Command =
            ["sh", "-c", $"env -i setsid sh -c 'echo $$$$ >{pidFile}; trap : TERM; while :; do /bin/sleep 1; done' & exec python3 \"$0\"", node.Script]);
        var pod = await node.UntilAsync<Pod>("parent", NodeEnvironment.IsReady);
        while (!File.Exists(pidFile))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var child = ProcessIdentity.Of(int.Parse(await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken)))!;
        child.IsAlive().ShouldBeTrue();
        await node.Client.DeleteAsync<Pod>(NamespacedName.Of(pod), new DeleteOptions { GracePeriodSeconds = 1 }, CancellationToken.None);
        await node.ListUntilAsync("", pods => pods.Count == 0);

        child.IsAlive().ShouldBeFalse();
        await node.ShutDownAsync();
        Directory.Exists(cgroups).ShouldBeFalse();
    }

    [Fact]
    public void Root_InADelegatedCgroup_HandsControllersOn()
    {
        var own = Cgroup("service", "cpuset cpu io memory pids\n");
        var made = Prepare("/service").Folder!;
        File.WriteAllText(Path.Combine(made, "cgroup.subtree_control"), "");

        var root = Prepare("/service");

        root.ShouldBe(new CgroupRoot(made, null));
        Path.GetDirectoryName(made).ShouldBe(own);
        File.ReadAllText(Path.Combine(own, "cgroup.subtree_control")).ShouldBe("+cpu +memory");
        File.ReadAllText(Path.Combine(made, "cgroup.subtree_control")).ShouldBe("+cpu +memory");
    }

    [Fact]
    public void Root_WithoutTheControllers_StillKeepsProcessesTogether()
    {
        Cgroup("service", "cpuset\n");

        var root = Prepare("/service");

        root.Folder.ShouldNotBeNull();
        root.Obstacle!.ShouldStartWith("cgroup v2 does not have the controllers cpu, memory in ");
    }

    [Theory]
    [InlineData("30 1 0:26 / /sys/fs/cgroup rw - cgroup cgroup rw,memory", "4:memory:/x")]
    [InlineData("30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "4:memory:/x")]
    public void Root_OnAMachineWithoutCgroups_SaysSo(string mount, string own) =>
        CgroupRoot.Prepare(_folder, [mount], [own]).ShouldBe(new CgroupRoot(null, "this machine has no cgroup v2"));

    [Fact]
    public void Cgroup_WithLimits_WritesWhatTheKernelReads()
    {
        var cgroup = new InstanceCgroup(Cgroup("pod", ""));
        File.WriteAllText(Path.Combine(cgroup.Folder, "memory.oom.group"), "0");

        cgroup.Create(ResourceLimits.Of(new Container { Resources = Limits("1500m", "64Mi") }));

        string Read(string name) => File.ReadAllText(Path.Combine(cgroup.Folder, name));
        (Read("cpu.max"), Read("memory.max"), Read("memory.oom.group")).ShouldBe(("150000 100000", "67108864", "1"));
    }

    [Theory]
    [InlineData("low 0\noom 1\noom_kill 1\n", "OOMKilled")]
    [InlineData("low 0\noom 0\noom_kill 0\n", "Error")]
    public void End_OfAKilledProcess_IsToldApartByItsCgroup(string events, string reason)
    {
        var cgroup = Cgroup("pod", "");
        File.WriteAllText(Path.Combine(cgroup, "memory.events"), events);
        var folder = new InstanceFolder(Path.Combine(_folder, "instance"));
        folder.WriteRecord(new InstanceRecord
        {
            PodUid = "uid", Namespace = "n", Name = "p", Container = "c", Port = 1, RestartCount = 0, StartedAt = default, Cgroup = cgroup,
        });
        File.WriteAllText(folder.ExitFile, "137");
        var process = new InstanceProcess(new ProcessIdentity(int.MaxValue, 0, ""), folder, "uid", TimeProvider.System);

        var ended = process.Ended(default, Path.Combine(_folder, "log"));

        (ended.Reason, ended.ExitCode).ShouldBe((reason, 137));
    }

    private static ResourceRequirements Limits(string cpu, string memory) =>
        new() { Limits = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpu), ["memory"] = Quantity.Parse(memory) } };

    private void RequireEnforcement()
    {
        var root = CgroupRoot.Prepare(_folder);
        root.End();
        Assert.SkipWhen(root.Obstacle is not null, root.Obstacle ?? "");
    }

    private CgroupRoot Prepare(string own) => CgroupRoot.Prepare(_folder, [$"30 1 0:26 / {_folder}/fs rw - cgroup2 cgroup2 rw"], [$"0::{own}"]);

    /// <summary>A folder that looks like a cgroup, with the files a test needs; the kernel makes all of them by itself.</summary>
    private string Cgroup(string name, string controllers)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "fs", name)).FullName;
        File.WriteAllText(Path.Combine(folder, "cgroup.controllers"), controllers);
        File.WriteAllText(Path.Combine(folder, "cgroup.subtree_control"), "");
        return folder;
    }
}
