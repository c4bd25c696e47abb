using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Modelyard.EndToEnd.Tests;

/// <summary>What survives the control plane, and what must not.</summary>
public sealed class RestartTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task ControlPlane_KilledDuringAStream_ModelProcessIsAdoptedNotRestarted()
    {
        var before = await ReplicaAsync();
        var stream = installation.Gateway.PostAsync("/v1/chat/completions", Installation.Json(new JsonObject
        {
            ["model"] = "atlas",
            ["stream"] = true,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Which languages are spoken in Switzerland?" }),
        }), TestContext.Current.CancellationToken);
        Process.GetProcessById(installation.ControlPlane).Kill();
        await Should.NotThrowAsync(async () =>
        {
            try
            {
                await stream;
            }
            catch (HttpRequestException)
            {
                // The gateway went with the control plane; the client sees its connection end.
            }
        });
        Alive(before.Process).ShouldBeTrue("a model process does not depend on the control plane");

        await installation.UpAsync();

        var after = await ReplicaAsync();
        after.Name.ShouldBe(before.Name);
        after.Process.ShouldBe(before.Process);
        after.Restarts.ShouldBe(before.Restarts);
        after.Address.ShouldBe(before.Address);
        ((string?)(await installation.ChatAsync("atlas", "What is the capital of France?"))["choices"]![0]!["message"]!["content"])
            .ShouldNotBeNull().ShouldContain("Paris");
    }

    [Fact]
    public async Task Down_AfterUp_LeavesNoProcessAndNoSocket()
    {
        var replica = await ReplicaAsync();
        var controlPlane = installation.ControlPlane;
        replica.Address.ShouldStartWith("unix:/");
        var socket = replica.Address["unix:".Length..];
        File.Exists(socket).ShouldBeTrue();

        (await installation.ModelyardAsync("down")).Succeeded();

        Alive(replica.Process).ShouldBeFalse();
        Alive(controlPlane).ShouldBeFalse();
        File.Exists(socket).ShouldBeFalse();
        (await installation.ModelyardAsync("status")).ExitCode.ShouldBe(4);
        await installation.UpAsync();
        ((string?)(await installation.ChatAsync("atlas", "What is the capital of Italy?"))["choices"]![0]!["message"]!["content"])
            .ShouldNotBeNull().ShouldContain("Rome");
    }

    [Fact]
    public async Task Pepper_Lost_IsSaidAtTheStartAndRestoredFromABackup()
    {
        (await installation.ModelyardAsync("down")).Succeeded();
        var (pepper, backup) = (Path.Combine(installation.Data, "ledger.pepper"), Path.Combine(installation.Data, "ledger.pepper.backup"));
        File.Move(pepper, backup);

        var refused = await installation.ModelyardAsync("up", "--detach", "--port-base", installation.PortBase.ToString());

        File.Move(backup, pepper);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain($"modelyard: The pepper of the API keys is missing: {pepper}.");
        refused.Error.ShouldNotContain("   at ");
        await installation.UpAsync();
        ((string?)(await installation.ChatAsync("atlas", "What is the capital of Italy?"))["choices"]![0]!["message"]!["content"])
            .ShouldNotBeNull().ShouldContain("Rome");
    }

    private async Task<(string Name, int Process, int Restarts, string Address)> ReplicaAsync()
    {
        var pods = JsonNode.Parse((await installation.KubectlAsync(
            "get", "pods", "-n", "demo", "-l", "serving.kserve.io/inferenceservice=atlas", "-o", "json")).Succeeded())!["items"]!.AsArray();
        var pod = pods.ShouldHaveSingleItem()!;
        return (
            (string)pod["metadata"]!["name"]!,
            int.Parse(((string)pod["status"]!["containerStatuses"]![0]!["containerID"]!)["process://".Length..]),
            (int)pod["status"]!["containerStatuses"]![0]!["restartCount"]!,
            (string)pod["metadata"]!["annotations"]!["modelyard.dev/address"]!);
    }

    private static bool Alive(int process)
    {
        try
        {
            // A zombie has exited; only its parent has not looked yet.
            return !File.ReadAllText($"/proc/{process}/stat").Split(") ", 2)[1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
