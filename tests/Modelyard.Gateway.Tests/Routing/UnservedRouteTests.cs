using System.Net;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests.Routing;

/// <summary>Routes of the gateway that the engine of a model does not have.</summary>
public sealed class UnservedRouteTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _replica = await _gateway.ServeAsync("demo", "atlas");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("POST", "/v1/rerank")]
    [InlineData("POST", "/v2/rerank")]
    [InlineData("POST", "/v1/infer")]
    [InlineData("POST", "/v1/models/atlas:predict")]
    [InlineData("GET", "/v2/models/atlas")]
    public async Task Route_ThatTheEngineIsKnownNotToHave_IsRefusedBeforeItIsAsked_WithThoseItHas(string method, string path)
    {
        await _gateway.DeployAsync("demo", "atlas", new ModelDeploymentSpec { Engine = new EngineSpec { Type = EngineType.BuiltInLlama } });

        using var response = await _gateway.Http.SendAsync(_gateway.Request(new HttpMethod(method), path, method == "POST" ? """{"model":"atlas"}""" : null));

        var error = await response.ErrorAsync(HttpStatusCode.NotFound);
        ((string?)error["code"]).ShouldBe("route_not_served");
        ((string?)error["message"]).ShouldBe(
            $"The model demo/atlas does not serve {path}. It serves /v1/chat/completions, /v1/completions, /v1/embeddings, /v1/responses, /v1/messages, /v1/messages/count_tokens.");
        _replica.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"error":{"message":"Invalid URL (POST /v1/rerank)","type":"invalid_request_error","code":"unknown_url"}}""")]
    [InlineData("""{"detail":"Not Found"}""")]
    [InlineData("404 page not found")]
    [InlineData("<html>Not Found</html>")]
    [InlineData("")]
    public async Task Route_ThatTheEngineTurnsOutNotToHave_IsToldAsSuch(string body)
    {
        _replica.Script = ScriptedReplica.Answer(body, 404);

        using var response = await _gateway.PostAsync("/v1/rerank", """{"model":"atlas"}""");

        var error = await response.ErrorAsync(HttpStatusCode.NotFound);
        ((string?)error["code"], ((string?)error["message"])!.Contains("demo/atlas does not serve /v1/rerank", StringComparison.Ordinal)).ShouldBe(("route_not_served", true));
    }

    [Theory]
    [InlineData("""{"error":{"message":"The model `x` does not exist.","type":"NotFoundError","code":404}}""", "The model `x` does not exist.")]
    [InlineData("""{"error":"Model with name x does not exist."}""", "Model with name x does not exist.")]
    public async Task Model_ThatTheEngineDoesNotKnow_IsToldInItsOwnWords(string body, string message)
    {
        _replica.Script = ScriptedReplica.Answer(body, 404);

        using var response = await _gateway.PostAsync("/v1/rerank", """{"model":"atlas"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain(message);
    }
}
