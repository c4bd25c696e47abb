using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

public sealed class NodeClaimTests
{
    private const string Name = "vm";

    private readonly ManualTime _time = new();

    [ControllerTheory]
    [InlineData("a", "a", 0, false)]
    [InlineData("a", "b", 0, true)]
    [InlineData("a", "b", 39, true)]
    [InlineData("a", "b", 40, false)]
    [InlineData(null, "b", 0, false)]
    [InlineData("a", null, 0, false)]
    public async Task Start_BesideALivingInstallationOfTheSameName_IsRefused(string? other, string? own, int seconds, bool refused)
    {
        await using var api = await ApiEnvironment.StartAsync();
        var client = new ResourceClient(api.Connect());
        var node = await client.CreateAsync(
            new Api.Node { Metadata = { Name = Name, Annotations = other is null ? null : new Dictionary<string, string> { ["modelyard.dev/installation"] = other } } },
            TestContext.Current.CancellationToken);
        node.Status = new NodeStatus { Conditions = [new NodeCondition { Type = "Ready", Status = "True", LastHeartbeatTime = _time.GetUtcNow() }] };
        await client.UpdateStatusAsync(node, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var options = new NodeOptions
        {
            DataDirectory = "/nowhere",
            NodeName = Name,
            Installation = own,
            GatewayBaseUrl = new Uri("http://127.0.0.1"),
            Executable = "modelyard",
        };

        var start = new NodeClaim(client, options, new NodeSettings(), _time).StartAsync(TestContext.Current.CancellationToken);

        if (refused)
        {
            (await Should.ThrowAsync<NodeTakenException>(start)).Message.ShouldContain("--node-name");
        }
        else
        {
            await start;
        }
    }
}
