using System.Diagnostics;
using System.Runtime.Versioning;
using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

/// <summary>Instances that listen on a Unix domain socket.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SocketTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [ControllerFact]
    public async Task Container_ThatAsksForASocket_GetsOneAndNoPort()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node, change: c =>
        {
            c.Ports = [new ContainerPort { Name = "web", Port = 8080 }];
            c.ReadinessProbe = new Probe { HttpGet = new HttpGetAction { Path = "/health", Port = "web" }, PeriodSeconds = 1 };
            c.StartupProbe = new Probe { TcpSocket = new TcpSocketAction { Port = 8080 }, PeriodSeconds = 1, FailureThreshold = 30 };
        });

        var socket = SocketOf(pod);
        socket.ShouldStartWith(Path.Combine(node.Data, "run") + "/");
        File.GetUnixFileMode(Path.GetDirectoryName(socket)!).ShouldBe(OwnerOnly);
        var said = await node.CallAsync(pod, "/");
        ((string?)said["env"]!["MODELYARD_SOCKET"]).ShouldBe(socket);
        said["env"]!["PORT"].ShouldBeNull();
        (await node.EventsAsync("atlas")).ShouldContain(e => e.Message == $"Started container main at unix:{socket}");
    }

    [ControllerTheory]
    [InlineData("command")]
    [InlineData("environment")]
    public async Task Socket_AskedForElsewhere_IsGiven(string where)
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreatePodAsync("atlas", c =>
        {
            if (where == "command")
            {
                c.Command = ["python3", node.Script, "--uds", "$(MODELYARD_SOCKET)"];
            }
            else
            {
                c.Command = ["sh", "-c", $"exec python3 {node.Script} --uds \"$LISTEN\""];
                c.Env = [new EnvVar { Name = "LISTEN", Value = "$(MODELYARD_SOCKET)" }];
            }
        });

        SocketOf(await node.UntilAsync<Pod>("atlas", NodeEnvironment.IsReady)).ShouldEndWith(".sock");
    }

    [ControllerFact]
    public async Task SocketAndPort_AskedForTogether_IsSaid()
    {
        await using var node = await NodeEnvironment.StartAsync();
        await node.CreatePodAsync("atlas", c => c.Args = ["--uds=$(MODELYARD_SOCKET)", "--port=$(PORT)"]);

        var pod = await node.UntilAsync<Pod>("atlas", p => p.Status?.ContainerStatuses?[0].State?.Waiting?.Reason == "RunContainerError");

        pod.Status!.ContainerStatuses![0].State!.Waiting!.Message!.ShouldContain("names both $(MODELYARD_SOCKET) and $(PORT)");
    }

    [ControllerFact]
    public async Task ControlPlaneRestart_AdoptsTheProcessAtItsSocket()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);
        var pid = (int)(await node.CallAsync(pod, "/"))["pid"]!;

        await node.StopNodeAsync();
        await node.StartNodeAsync();
        await node.EventUntilAsync("atlas", "Adopted");

        var adopted = await node.UntilAsync<Pod>("atlas", NodeEnvironment.IsReady);
        SocketOf(adopted).ShouldBe(SocketOf(pod));
        ((int)(await node.CallAsync(adopted, "/"))["pid"]!).ShouldBe(pid);
    }

    [ControllerFact]
    public async Task Process_ThatLeftItsSocketBehind_IsStartedAgainAtTheSame()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);

        await node.CallAsync(pod, "/exit/7");
        var restarted = await node.UntilAsync<Pod>("atlas", p => NodeEnvironment.IsReady(p) && p.Status!.ContainerStatuses![0].RestartCount == 1);

        SocketOf(restarted).ShouldBe(SocketOf(pod));
        await node.CallAsync(restarted, "/");
    }

    [ControllerFact]
    public async Task Pod_Deleted_TakesItsSocketWithIt()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var pod = await StartAsync(node);
        File.Exists(SocketOf(pod)).ShouldBeTrue();

        await node.Client.DeleteAsync<Pod>(NamespacedName.Of(pod), DeleteOptions.Default, CancellationToken.None);
        await node.ListUntilAsync("app=atlas", left => left.Count == 0);

        File.Exists(SocketOf(pod)).ShouldBeFalse();
    }

    [ControllerTheory]
    [InlineData("data")]
    [InlineData("a data folder whose name is so long that no path of a socket in it would be short enough for the system to take it")]
    public async Task ShutDown_LeavesNoSocketAndNoFolderForThem(string dataFolder)
    {
        await using var node = await NodeEnvironment.StartAsync(dataFolder: dataFolder);
        var pod = await StartAsync(node);
        var folder = Path.GetDirectoryName(SocketOf(pod))!;
        File.GetUnixFileMode(folder).ShouldBe(OwnerOnly);

        await node.ShutDownAsync();

        Directory.Exists(folder).ShouldBeFalse();
        node.Processes(pod).ShouldBeEmpty();
    }

    [ControllerTheory]
    [InlineData("open to others")]
    [InlineData("a link")]
    [InlineData("a file")]
    public async Task Folder_ThatIsNotOursAlone_IsRefusedUntilItIs(string what)
    {
        await using var node = await NodeEnvironment.StartAsync();
        var folder = Path.Combine(node.Data, "run");
        switch (what)
        {
            case "open to others":
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.OtherExecute);
                break;
            case "a link":
                Directory.CreateSymbolicLink(folder, Directory.CreateDirectory(Path.Combine(node.Folder, "elsewhere"), OwnerOnly).FullName);
                break;
            default:
                Directory.CreateDirectory(node.Data);
                await File.WriteAllTextAsync(folder, "");
                break;
        }

        await node.CreatePodAsync("atlas", c => c.Args = ["--uds=$(MODELYARD_SOCKET)"]);
        var pod = await node.UntilAsync<Pod>("atlas", p => p.Status?.ContainerStatuses?[0].State?.Waiting?.Reason == "RunContainerError");
        pod.Status!.ContainerStatuses![0].State!.Waiting!.Message!.ShouldContain($"the folder {folder} for sockets");

        // A directory alone can be removed this way, a link or a file the other.
        if (what == "open to others")
        {
            Directory.Delete(folder);
        }
        else
        {
            File.Delete(folder);
        }

        await node.UntilAsync<Pod>("atlas", NodeEnvironment.IsReady);
    }

    [Fact]
    public async Task Folder_OfAnotherUser_IsNotOurs()
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-owner-").FullName;
        UnixOwner.IsOurs(folder).ShouldBeTrue();
        UnixOwner.IsOurs(Path.Combine(folder, "none")).ShouldBeFalse();
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["nobody", folder]);
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Whoever is not allowed to give a folder away finds one of another user above all.
        UnixOwner.IsOurs(Environment.IsPrivilegedProcess ? folder : "/").ShouldBeFalse();
        Directory.Delete(folder);
    }

    [ControllerFact]
    public void Folder_OfTwoDataFoldersThatAreTooLong_IsNotTheSame()
    {
        var (one, other) = ("/" + new string('a', 100), "/" + new string('b', 100));

        SocketFolder.Of(one).Path.ShouldStartWith(Path.GetTempPath());
        SocketFolder.Of(one).Path.ShouldBe(SocketFolder.Of(one + "/").Path);
        SocketFolder.Of(one).Path.ShouldNotBe(SocketFolder.Of(other).Path);
    }

    private static string SocketOf(Pod pod)
    {
        ReplicaAddress.TryParse(pod.Metadata.Annotations!["modelyard.dev/address"], out var address).ShouldBeTrue();
        return address.SocketPath.ShouldNotBeNull();
    }

    private static async Task<Pod> StartAsync(NodeEnvironment node, Action<Container>? change = null)
    {
        await node.CreatePodAsync(
            "atlas",
            c =>
            {
                c.Args = ["--uds=$(MODELYARD_SOCKET)"];
                change?.Invoke(c);
            },
            p => p.Metadata.Labels = new Dictionary<string, string> { ["app"] = "atlas" });
        return await node.UntilAsync<Pod>("atlas", NodeEnvironment.IsReady);
    }
}
