using System.Net;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

public sealed class ModelDirectoryTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Name_InTwoNamespaces_IsAmbiguousUntilQualified()
    {
        await _gateway.ServeAsync("demo", "atlas");
        await _gateway.ServeAsync("acme", "atlas");
        await _gateway.OwnAsync("one", "demo", "acme");

        var error = await (await _gateway.ChatAsync("atlas")).ErrorAsync(HttpStatusCode.BadRequest);

        ((string?)error["code"]).ShouldBe("model_ambiguous");
        ((string?)error["message"])!.ShouldContain("`acme/atlas`, `demo/atlas`");
        (await _gateway.ChatAsync("acme/atlas")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await IdsAsync(_gateway.Secret)).ShouldBe(["acme/atlas", "demo/atlas"]);
    }

    [Fact]
    public async Task Name_InANamespaceTheKeyMayNotUse_MakesNothingAmbiguous()
    {
        var mine = await _gateway.ServeAsync("demo", "atlas");
        await _gateway.ServeAsync("acme", "atlas");
        var secret = await _gateway.CreateKeyAsync("demo-only");

        using var response = await _gateway.PostAsync("/v1/chat/completions", """{"model":"atlas"}""", secret);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        mine.Received.Count.ShouldBe(1);
        (await IdsAsync(secret)).ShouldBe(["atlas"]);
    }

    [Theory]
    [InlineData("/v1/models/atlas", "atlas")]
    [InlineData("/v1/models/demo/atlas", "demo/atlas")]
    [InlineData("/v1/models/demo%2Fatlas", "demo/atlas")]
    [InlineData("/serving/demo/atlas/v1/models/atlas", "atlas")]
    public async Task GetModel_KnownId_DescribesIt(string path, string id)
    {
        await _gateway.ServeAsync("demo", "atlas");

        using var response = await _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Get, path));

        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.ToJsonString()
            .ShouldBe($$"""{"id":"{{id}}","object":"model","created":1700000000,"owned_by":"demo"}""");
    }

    [Fact]
    public async Task GetModel_WithALengthAndAPriceInUsd_SaysBoth()
    {
        await _gateway.ServeAsync("demo", "atlas");
        await _gateway.ServeAsync("demo", "elsewhere");
        await _gateway.DeployAsync("demo", "atlas", new ModelDeploymentSpec
        {
            Engine = new EngineSpec { ContextLength = 8192 },
            Pricing = new DeploymentPricing
            {
                Currency = "USD", InputPerMillionTokens = 0.15m, CachedInputPerMillionTokens = 0.075m, OutputPerMillionTokens = 0.6m, PerRequest = 0.01m,
            },
        });
        await _gateway.DeployAsync("demo", "elsewhere", new ModelDeploymentSpec { Pricing = new DeploymentPricing { Currency = "EUR", InputPerMillionTokens = 1 } });

        using var response = await _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Get, "/v1/models/atlas"));
        (await response.Content.ReadAsStringAsync()).ShouldEndWith(
            """
            ,"context_length":8192,"pricing":{"prompt":"0.00000015","completion":"0.0000006","input_cache_read":"0.000000075","request":"0.01","image":"0"}}
            """);

        using var other = await _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Get, "/v1/models/elsewhere"));
        JsonNode.Parse(await other.Content.ReadAsStringAsync())!["pricing"].ShouldBeNull("it would be taken for US dollars");
    }

    [Theory]
    [InlineData("/v1/models/second")]
    [InlineData("/v1/models/acme/atlas")]
    [InlineData("/serving/demo/atlas/v1/models/other")]
    [InlineData("/serving/acme/atlas/v1/models")]
    public async Task GetModel_UnknownId_IsNotFound(string path)
    {
        await _gateway.ServeAsync("demo", "atlas");
        await _gateway.ServeAsync("demo", "other");

        using var response = await _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Get, path));

        ((string?)(await response.ErrorAsync(HttpStatusCode.NotFound))["code"]).ShouldBe("model_not_found");
    }

    [Fact]
    public async Task Model_WithoutReadyReplica_IsUnavailableAndSaysWhatIsAwaited()
    {
        _gateway.Board.Put(Resources.Service(
            "demo", "atlas", new Condition { Type = "PredictorReady", Status = "False", Reason = "Pulling", Message = "fetching the model: 40 %" }));
        _gateway.Board.Put(Resources.Pod("demo", "atlas", "atlas-0", "127.0.0.1:1", ready: false));
        await _gateway.UntilAsync(s => s!.Models.Length == 1);

        using var response = await _gateway.ChatAsync("atlas");

        var error = await response.ErrorAsync(HttpStatusCode.ServiceUnavailable);
        ((string?)error["message"]).ShouldBe("The model `demo/atlas` has no ready replica: fetching the model: 40 %.");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Model_LosesItsReplicaAndItself_FollowsWithinTheSameProcess()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.OK);

        _gateway.Board.Put(Resources.Pod("demo", "atlas", "atlas-0", replica.Address.ToString(), ready: false));
        await _gateway.UntilAsync(s => s!.Models[0].Replicas.Length == 0);
        (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        _gateway.Board.Remove(Resources.Service("demo", "atlas"));
        await _gateway.UntilAsync(s => s!.Models.Length == 0);
        (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ApiServer_GoesAway_ModelsGoOnBeingServed()
    {
        await _gateway.ServeAsync("demo", "atlas");

        _gateway.Board.GoAway();

        (await _gateway.ChatAsync("atlas")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _gateway.Http.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<IEnumerable<string?>> IdsAsync(string secret)
    {
        using var response = await _gateway.Http.SendAsync(_gateway.Request(HttpMethod.Get, "/v1/models", secret: secret));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!.AsArray().Select(m => (string?)m!["id"]);
    }
}
