using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Serving;
using Modelyard.Tests.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Serving;

public sealed class ExternalProbeControllerTests
{
    [ControllerFact]
    public async Task Deployment_IsAskedWhenItIsSaved_AndAgainWhenItChanges()
    {
        await using var service = await ScriptedModels.StartAsync();
        await using var node = await StartAsync(TimeSpan.FromHours(1));
        await DeployAsync(node, service.Url);
        await node.PhaseAsync("remote", DeploymentPhase.Running);

        await node.ChangeAsync("remote", spec => spec.Engine!.External!.Model = "small");
        (await node.PhaseAsync("remote", DeploymentPhase.Degraded)).Status!.Message!.ShouldContain("lists no model small");

        service.Asked.Count.ShouldBe(2, "the statuses that were written are no reason to ask again");
    }

    [ControllerFact]
    public async Task Service_ThatFailsOrRecovers_IsNoticed()
    {
        await using var service = await ScriptedModels.StartAsync();
        await using var node = await StartAsync(TimeSpan.FromMilliseconds(50));
        await DeployAsync(node, service.Url);
        await node.PhaseAsync("remote", DeploymentPhase.Running);

        service.Script = ScriptedModels.Answer(500);
        await node.PhaseAsync("remote", DeploymentPhase.Degraded);

        service.Script = ScriptedModels.Answer(404);
        await node.PhaseAsync("remote", DeploymentPhase.Running);
    }

    [ControllerFact]
    public async Task Key_ThatIsReplaced_IsTriedAtOnce()
    {
        await using var service = await ScriptedModels.StartAsync();
        service.Script = http => ScriptedModels.Answer(http.Request.Headers.Authorization == "Bearer sk-new" ? 404 : 401)(http);
        await using var node = await StartAsync(TimeSpan.FromHours(1));
        var secret = await node.Client.CreateAsync(Secret("sk-old"), CancellationToken.None);
        await DeployAsync(node, service.Url, new SecretKeyReference { Name = "upstream", Key = "token" });
        (await node.PhaseAsync("remote", DeploymentPhase.Failed)).Status!.Message!.ShouldContain("refuses the key token of the Secret upstream");

        secret.Data!["token"] = Encoding.UTF8.GetBytes("sk-new\n");
        await node.Client.UpdateAsync(secret, CancellationToken.None);

        await node.PhaseAsync("remote", DeploymentPhase.Running);
    }

    private static Task<NodeEnvironment> StartAsync(TimeSpan interval) => ServingEnvironment.StartAsync(configure: services => services.AddSingleton(
        new ExternalPace { Timeout = TimeSpan.FromSeconds(30), WhenGood = interval, WhenBad = interval, ForKeys = TimeSpan.FromMilliseconds(50) }));

    private static Task<ModelDeployment> DeployAsync(NodeEnvironment node, string url, SecretKeyReference? key = null) => node.DeployAsync("remote", spec =>
        (spec.Model, spec.Engine) = (null, new EngineSpec { Type = EngineType.External, External = new ExternalEngine { Url = url, Model = "large", SecretRef = key } }));

    private static Secret Secret(string key) => new()
    {
        Metadata = new ObjectMeta { Name = "upstream", Namespace = NodeEnvironment.Namespace },
        Data = new() { ["token"] = Encoding.UTF8.GetBytes(key) },
    };
}
