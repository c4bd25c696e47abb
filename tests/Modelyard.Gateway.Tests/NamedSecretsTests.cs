using System.Text;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

/// <summary>Which Secrets the gateway reads.</summary>
public sealed class NamedSecretsTests
{
    [Fact]
    public async Task Secrets_AreReadByTheNamesThatDeploymentsHave_AndNoOthers()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Board.Put(Secret("theirs", "one"));
        gateway.Board.Put(Secret("private", "nobody's business"));
        gateway.Board.Put(Remote("theirs"));
        await gateway.UntilAsync(s => s!.Find("demo/remote")?.Replicas is [{ Authorization: "Bearer one" }]);

        gateway.Board.Put(Secret("theirs", "two"));
        await gateway.UntilAsync(s => s!.Find("demo/remote")!.Replicas is [{ Authorization: "Bearer two" }]);

        gateway.Board.Asked.Where(a => a.Kind == typeof(Secret)).Select(a => (a.Options.Namespace, a.Options.FieldSelector)).Distinct().ShouldBe([("demo", "metadata.name=theirs")]);
    }

    [Fact]
    public async Task Secret_ThatNobodyNamesAnyMore_IsForgotten()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Board.Put(Secret("theirs", "one"));
        gateway.Board.Put(Remote("theirs"));
        await gateway.UntilAsync(s => s!.Find("demo/remote")?.Replicas.Length == 1);

        gateway.Board.Put(Remote(null));
        await gateway.UntilAsync(s => s!.Find("demo/remote")!.Replicas is [{ Authorization: null }]);
        gateway.Board.Put(Remote("theirs"));
        gateway.Board.Remove(Secret("theirs", "one"));

        await gateway.UntilAsync(s => s!.Find("demo/remote")!.Replicas.Length == 0);
    }

    [Fact]
    public void Names_AreThoseOfKeysInUse_AndOfCertificatesWhereTheyAreWanted()
    {
        var published = Resources.Endpoint("demo", "chat");
        (published.Spec.Visibility, published.Spec.Tls) = ("External", new EndpointTls { SecretName = "chat-tls" });
        var inner = Resources.Endpoint("demo", "inner");
        inner.Spec.Tls = new EndpointTls { SecretName = "inner-tls" };
        var stopped = Remote("stopped");
        stopped.Spec.Stopped = true;
        var view = new ClusterView { Deployments = [Remote("theirs"), stopped], Endpoints = [published, inner] };

        view.NamedSecrets(withCertificates: false).ShouldBe([new NamespacedName("demo", "theirs")]);
        view.NamedSecrets(withCertificates: true).ShouldBe([new NamespacedName("demo", "theirs"), new NamespacedName("demo", "chat-tls")]);
    }

    private static Secret Secret(string name, string key) =>
        new() { Metadata = new ObjectMeta { Namespace = "demo", Name = name }, Data = new() { ["key"] = Encoding.UTF8.GetBytes(key) } };

    private static ModelDeployment Remote(string? secret) => new()
    {
        Metadata = new ObjectMeta { Namespace = "demo", Name = "remote" },
        Spec = new ModelDeploymentSpec
        {
            Engine = new EngineSpec
            {
                Type = EngineType.External,
                External = new ExternalEngine { Url = "http://127.0.0.1:9", SecretRef = secret is null ? null : new SecretKeyReference { Name = secret, Key = "key" } },
            },
        },
    };
}
