namespace Modelyard.Tests.Node;

public sealed class ServingTests
{
    [Fact]
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
        var pod = (await node.PodsUntilAsync("atlas", pods => pods is [var only] && NodeEnvironment.IsReady(only))).Single();
        var answer = await node.CallAsync(pod, "/");
        answer["env"]!["MODEL_NAME"]!.ToString().ShouldBe("atlas");
        answer["args"]!.AsArray().Select(a => a!.ToString()).ShouldContain("--alias=atlas");
    }
}
