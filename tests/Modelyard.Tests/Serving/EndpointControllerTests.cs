using Modelyard.Api;
using Modelyard.Client;
using Modelyard.Tests.Node;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.Serving;

public sealed class EndpointControllerTests
{
    [ControllerFact]
    public async Task Endpoint_SaysWhichDeploymentIsMissing_AndIsReadyWhenItAnswers()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await CreateAsync(node, "chat", spec => spec.Traffic = [new TrafficShare { Deployment = "atlas" }]);

        var missing = await ReasonAsync(node, "chat", "DeploymentNotFound");
        missing.Status!.Url.ShouldBe("http://127.0.0.1:8080/e/chat");
        missing.Status.Conditions!.Single().Message!.ShouldContain("no ModelDeployment atlas in the project");

        await node.DeployAsync("atlas");
        (await ReasonAsync(node, "chat", "Ready")).Status!.Conditions!.Single().Status.ShouldBe("True");

        await node.ChangeAsync("atlas", spec => spec.Stopped = true);
        (await ReasonAsync(node, "chat", "DeploymentsNotReady")).Status!.Conditions!.Single().Message!.ShouldContain("atlas is Stopped");
    }

    [ControllerFact]
    public async Task Endpoint_WithoutTraffic_IsThatOfTheDeploymentsThatNameIt()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await node.CreateRuntimeAsync();
        await CreateAsync(node, "chat");
        await ReasonAsync(node, "chat", "NoDeployments");

        await node.DeployAsync("atlas", spec => spec.Endpoint = "chat");

        await ReasonAsync(node, "chat", "Ready");
    }

    [ControllerFact]
    public async Task Path_ThatIsTaken_IsHadWhenItIsGivenUp()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateAsync(node, "a", spec => spec.Path = "chat");
        await ReasonAsync(node, "a", "NoDeployments");
        await CreateAsync(node, "b", spec => spec.Path = "chat");
        var waiting = await ReasonAsync(node, "b", "PathTaken");
        waiting.Status!.Url.ShouldBeNull();
        waiting.Status.Conditions!.Single().Message!.ShouldContain("demo/a");

        await node.Client.DeleteAsync<Endpoint>(new NamespacedName(NodeEnvironment.Namespace, "a"), new DeleteOptions(), CancellationToken.None);

        (await ReasonAsync(node, "b", "NoDeployments")).Status!.Url.ShouldBe("http://127.0.0.1:8080/e/chat");
    }

    [ControllerFact]
    public async Task Certificate_ThatIsMissing_IsNamed()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateAsync(node, "chat", spec => (spec.Host, spec.Tls) = ("chat.example", new EndpointTls { SecretName = "chat-tls" }));

        (await ReasonAsync(node, "chat", "CertificateNotFound")).Status!.Url.ShouldBe("http://chat.example:8080/e/chat");
    }

    [ControllerFact]
    public async Task Endpoint_ForCallersOutside_HasTheirAddress_AndSaysWhatIsWrongWithItsCertificate()
    {
        await using var node = await ServingEnvironment.StartAsync(external: new Uri("https://models.example:8443"));
        await CreateAsync(node, "open", spec => spec.Visibility = "External");
        (await ReasonAsync(node, "open", "NoDeployments")).Status!.Url.ShouldBe("https://models.example:8443/e/open");

        await node.Client.CreateAsync(
            new Secret { Metadata = new ObjectMeta { Name = "chat-tls", Namespace = NodeEnvironment.Namespace }, Data = new() { ["tls.crt"] = [1], ["tls.key"] = [2] } }, CancellationToken.None);
        await CreateAsync(node, "chat", spec => (spec.Visibility, spec.Host, spec.Tls) = ("External", "chat.example", new EndpointTls { SecretName = "chat-tls" }));

        var unusable = await ReasonAsync(node, "chat", "CertificateSecretUnusable");
        unusable.Status!.Url.ShouldBe("https://chat.example:8443/e/chat");
        unusable.Status.Conditions!.Single().Message!.ShouldContain("type kubernetes.io/tls");
    }

    [ControllerFact]
    public async Task Endpoint_ForCallersOutside_WhereNobodyListensForThem_SaysWhatToDo()
    {
        await using var node = await ServingEnvironment.StartAsync();
        await CreateAsync(node, "open", spec => spec.Visibility = "External");

        (await ReasonAsync(node, "open", "NoExternalListener")).Status!.Url.ShouldBeNull();
    }

    private static Task CreateAsync(NodeEnvironment node, string name, Action<EndpointSpec>? change = null)
    {
        var endpoint = new Endpoint { Metadata = new ObjectMeta { Name = name, Namespace = NodeEnvironment.Namespace } };
        change?.Invoke(endpoint.Spec);
        return node.Client.CreateAsync(endpoint, CancellationToken.None);
    }

    private static Task<Endpoint> ReasonAsync(NodeEnvironment node, string name, string reason) =>
        node.UntilAsync<Endpoint>(name, e => e.Status?.Conditions?.Single().Reason == reason);
}
