using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests.Routing;

/// <summary>Deployments that stand for a service elsewhere.</summary>
public sealed class ExternalEngineTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private ScriptedReplica _service = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _service = await ScriptedReplica.StartAsync();
        _service.Script = async http =>
        {
            http.Response.Headers["x-ratelimit-remaining-tokens"] = "5";
            await ScriptedReplica.Answer("""{"usage":{"prompt_tokens":3,"completion_tokens":4}}""")(http);
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Call_GoesThereUnderItsName_WithItsKey_AndIsMeteredAsAnyOther()
    {
        _gateway.Board.Put(new Secret { Metadata = new ObjectMeta { Namespace = "demo", Name = "theirs" }, Data = new() { ["key"] = Encoding.UTF8.GetBytes("sk-theirs\n") } });
        await DeployAsync(new SecretKeyReference { Name = "theirs", Key = "key" }, ready: true);

        using var response = await _gateway.ChatAsync("remote");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.Contains("x-ratelimit-remaining-tokens").ShouldBeFalse("that is between them and us");
        var received = _service.Received.Single();
        (received.Path, received.Headers["Authorization"], (string?)JsonNode.Parse(received.Text)!["model"]).ShouldBe(("/base/v1/chat/completions", "Bearer sk-theirs", "vendor/model-1"));
        ((long)_gateway.Usage().ShouldHaveSingleItem()["outputTokens"]!).ShouldBe(4);
    }

    [Fact]
    public async Task MissingSecret_IsToldAsNotReady_AndTheirRefusalOfOurKeyIsNotTheClients()
    {
        await DeployAsync(new SecretKeyReference { Name = "missing", Key = "key" }, ready: false);
        ((string?)(await (await _gateway.ChatAsync("remote")).ErrorAsync(HttpStatusCode.ServiceUnavailable))["code"]).ShouldBe("model_not_ready");

        _gateway.Board.Put(new Secret { Metadata = new ObjectMeta { Namespace = "demo", Name = "missing" }, Data = new() { ["key"] = Encoding.UTF8.GetBytes("wrong") } });
        await _gateway.UntilAsync(s => s!.Find("demo/remote")!.Replicas.Length == 1);
        _service.Script = ScriptedReplica.Answer("""{"error":{"message":"Incorrect API key provided","type":"invalid_request_error"}}""", 401);
        using var response = await _gateway.ChatAsync("remote");
        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    private async Task DeployAsync(SecretKeyReference? secret, bool ready)
    {
        _gateway.Board.Put(new ModelDeployment
        {
            Metadata = new ObjectMeta { Namespace = "demo", Name = "remote" },
            Spec = new ModelDeploymentSpec
            {
                Engine = new EngineSpec { Type = EngineType.External, External = new ExternalEngine { Url = $"http://{_service.Address}/base/", Model = "vendor/model-1", SecretRef = secret } },
            },
        });
        await _gateway.UntilAsync(s => s!.Find("demo/remote")?.Replicas.Length == (ready ? 1 : 0));
    }
}
