using Modelyard.Api;
using Modelyard.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Node;

public sealed class BuiltInRuntimesTests
{
    private const string LocalCommand = "modelyard.dev/local-command";

    [ControllerFact]
    public async Task Runtime_OfAnEarlierVersion_IsBroughtUpToDateAndKeepsWhatIsNotOurs()
    {
        await using var node = await NodeEnvironment.StartAsync();
        var runtime = await node.UntilAsync<ClusterServingRuntime>(BuiltInRuntimes.Llama, _ => true);
        runtime.Metadata.Annotations!.Remove(LocalCommand, out var command).ShouldBeTrue();
        runtime.Metadata.Annotations["team"] = "blue";
        await node.StopNodeAsync();
        await node.Client.UpdateAsync(runtime, CancellationToken.None);

        await node.StartNodeAsync();

        runtime = await node.UntilAsync<ClusterServingRuntime>(BuiltInRuntimes.Llama, r => r.Metadata.Annotations?.ContainsKey(LocalCommand) == true);
        runtime.Metadata.Annotations![LocalCommand].ShouldBe(command);
        runtime.Metadata.Annotations["team"].ShouldBe("blue");
    }

    [Fact]
    public void Llama_OnOneMachine_ListensOnASocket_AndInAClusterOnThePortItDeclares()
    {
        var runtime = BuiltInRuntimes.All.Single(r => r.Metadata.Name == BuiltInRuntimes.Llama);
        var container = runtime.Spec.Containers![0];

        runtime.Metadata.Annotations![LocalCommand].ShouldEndWith("--uds=$(MODELYARD_SOCKET)");
        container.Args!.ShouldContain($"--port={container.Ports![0].Port}");
        container.Args!.ShouldAllBe(a => !a.Contains("$("));
    }
}
