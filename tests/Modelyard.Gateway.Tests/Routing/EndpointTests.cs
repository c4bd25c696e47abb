using System.Net;
using System.Text.Json.Nodes;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests.Routing;

/// <summary>Calls to an Endpoint, and which of its deployments answers them.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private ScriptedReplica _stable = null!;
    private ScriptedReplica _canary = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _stable = await _gateway.ServeAsync("demo", "stable");
        _canary = await _gateway.ServeAsync("demo", "canary");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Calls_AreSplitByWeight_AndEachReplicaIsAskedByItsOwnName()
    {
        await _gateway.ExposeAsync("demo", "chat", ("stable", 80), ("canary", 20));

        for (var i = 0; i < 200; i++)
        {
            using var response = await _gateway.PostAsync("/e/chat/v1/chat/completions", i % 2 == 0 ? """{"model":"chat"}""" : """{"x":1}""");
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        // A fair coin of this kind falls outside once in a billion.
        _canary.Received.Count.ShouldBeInRange(10, 80);
        (_stable.Received.Count + _canary.Received.Count).ShouldBe(200);
        _stable.Received.Select(r => (string?)JsonNode.Parse(r.Text)!["model"]).Distinct().ShouldBe(["stable"]);
        _canary.Received.Select(r => (string?)JsonNode.Parse(r.Text)!["model"]).Distinct().ShouldBe(["canary"]);
        _gateway.Usage().ShouldAllBe(r => (string?)r["endpoint"] == "demo/chat");
    }

    [Fact]
    public async Task Session_StaysWhereItIs()
    {
        await _gateway.ExposeAsync("demo", "chat", ("stable", 50), ("canary", 50));
        var answered = new Dictionary<string, HashSet<string>>();
        for (var i = 0; i < 100; i++)
        {
            var session = $"session-{i % 20}";
            var before = _stable.Received.Count;
            using var request = _gateway.Request(HttpMethod.Post, "/e/chat/v1/chat/completions", "{}");
            request.Headers.Add("X-Session-Id", session);
            using var response = await _gateway.Http.SendAsync(request);
            if (!answered.TryGetValue(session, out var by))
            {
                answered[session] = by = [];
            }

            by.Add(_stable.Received.Count > before ? "stable" : "canary");
        }

        answered.Values.ShouldAllBe(by => by.Count == 1);
        answered.Values.SelectMany(by => by).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Deployment_OfNoWeight_IsAskedByNameOnly_AndOneWithoutReplicaNotWhileAnotherAnswers()
    {
        _gateway.Board.Put(Resources.Service("demo", "asleep"));
        await _gateway.UntilAsync(s => s!.Find("demo/asleep") is not null);
        await _gateway.ExposeAsync("demo", "chat", ("stable", 1), ("canary", 0), ("asleep", 99));

        for (var i = 0; i < 20; i++)
        {
            (await StatusAsync("""{"model":"demo/chat"}""")).ShouldBe(200);
        }

        _stable.Received.Count.ShouldBe(20);
        (await StatusAsync("""{"model":"canary"}""")).ShouldBe(200);
        _canary.Received.Count.ShouldBe(1);
        (await StatusAsync("""{"model":"asleep"}""")).ShouldBe(503);
        (await StatusAsync("""{"model":"elsewhere"}""")).ShouldBe(404);
    }

    [Fact]
    public async Task Host_IsAsGoodAsThePath()
    {
        var endpoint = Resources.Endpoint("demo", "chat", ("stable", 1));
        endpoint.Spec.Host = "chat.acme.example";
        _gateway.Board.Put(endpoint);
        await _gateway.UntilAsync(s => s!.EndpointOf("chat.acme.example") is { Shares.Length: 1 });
        using var request = _gateway.Request(HttpMethod.Post, "/v1/chat/completions", """{"model":"chat"}""");
        request.Headers.Host = "Chat.Acme.Example:8443";

        using var response = await _gateway.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("""{"model":"chat"}""", "")).ShouldBe(404, "elsewhere it is no model");
    }

    [Fact]
    public async Task KeyForOneEndpoint_WorksThereOnly()
    {
        await _gateway.ExposeAsync("demo", "chat", ("stable", 1));
        await _gateway.ExposeAsync("demo", "other", ("stable", 1));
        var secret = await _gateway.CreateKeyAsync("at-chat", ApiKeyScope.All with { Endpoints = ["chat"] });

        (await StatusAsync("{}", "/e/chat", secret)).ShouldBe(200);
        (await StatusAsync("{}", "/e/other", secret)).ShouldBe(404);
        (await StatusAsync("""{"model":"stable"}""", "", secret)).ShouldBe(404);
        (await StatusAsync("{}", "/e/nowhere")).ShouldBe(404);
    }

    [Theory]
    [InlineData("POST", "/v1/models/stable:predict", "/v1/models/stable:predict")]
    [InlineData("POST", "/v1/models/demo%2Fstable:explain", "/v1/models/stable:explain")]
    [InlineData("POST", "/v1/models/demo/stable:predict", "/v1/models/stable:predict")]
    [InlineData("POST", "/v2/models/stable/infer", "/v2/models/stable/infer")]
    [InlineData("POST", "/v2/models/demo/stable/versions/3/infer", "/v2/models/stable/versions/3/infer")]
    [InlineData("GET", "/v2/models/stable", "/v2/models/stable")]
    [InlineData("GET", "/v2/models/stable/ready", "/v2/models/stable/ready")]
    [InlineData("GET", "/serving/demo/stable/v2/models/stable/versions/1", "/v2/models/stable/versions/1")]
    public async Task ModelNamedByTheUrl_IsNamedSoAtTheReplica_AndTheBodyIsLeftAlone(string method, string path, string forwarded)
    {
        const string Body = """{"inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]}""";

        using var response = await _gateway.Http.SendAsync(_gateway.Request(new HttpMethod(method), path, method == "POST" ? Body : null));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var received = _stable.Received.Single();
        (received.Method, received.Path, received.Text).ShouldBe((method, forwarded, method == "POST" ? Body : ""));
        _gateway.Usage().Count.ShouldBe(method == "POST" ? 1 : 0);
    }

    [Theory]
    [InlineData("POST", "/v1/models/stable", 405)]
    [InlineData("POST", "/v2/models/stable", 405)]
    [InlineData("GET", "/v2/models/stable/infer", 404)]
    [InlineData("GET", "/v2/models/a/b/c/d", 404)]
    [InlineData("GET", "/v2/models/nobody/ready", 404)]
    public async Task UrlsThatNameNoModelOrNoVerb_AreRefused(string method, string path, int status)
    {
        using var response = await _gateway.Http.SendAsync(_gateway.Request(new HttpMethod(method), path, method == "POST" ? "{}" : null));
        await response.ErrorAsync((HttpStatusCode)status);
    }

    [Fact]
    public async Task Messages_AreAnthropics_FromTheKeyToTheErrorInTheMiddle()
    {
        _stable.Script = ScriptedReplica.Stream(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":25,\"cache_read_input_tokens\":5,\"output_tokens\":1}}}\n\n",
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15}}\n\n",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        using var whole = await _gateway.Http.SendAsync(Messages("""{"model":"stable","max_tokens":100,"stream":true,"messages":[]}"""));
        (await whole.Content.ReadAsStringAsync()).ShouldEndWith("data: {\"type\":\"message_stop\"}\n\n");
        var record = _gateway.Usage().ShouldHaveSingleItem();
        ((string?)record["operation"], (long)record["inputTokens"]!, (long)record["cachedInputTokens"]!, (long)record["outputTokens"]!).ShouldBe(("messages", 30, 5, 15));
        _stable.Received.Single().Text.ShouldNotContain("stream_options");

        _stable.Script = ScriptedReplica.Stream("event: message_start\ndata: {}\n\n");
        using var broken = await _gateway.Http.SendAsync(Messages("""{"model":"stable","stream":true}"""), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await broken.Content.ReadAsStreamAsync());
        for (var line = 0; line < 3; line++)
        {
            await reader.ReadLineAsync();
        }

        (await reader.ReadLineAsync()).ShouldBe("event: error");
        (await reader.ReadLineAsync())!.ShouldStartWith("""data: {"type":"error","error":{"type":"api_error","message":""");
    }

    [Fact]
    public async Task Responses_AreCountedByTheirLastEvent()
    {
        _stable.Script = ScriptedReplica.Stream(
            "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"usage\":null}}\n\n",
            "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":4},\"output_tokens\":3}}}\n\n");

        using var response = await _gateway.PostAsync("/v1/responses", """{"model":"stable","stream":true,"input":"x"}""");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("error");

        var record = _gateway.Usage().ShouldHaveSingleItem();
        ((long)record["inputTokens"]!, (long)record["cachedInputTokens"]!, (long)record["outputTokens"]!).ShouldBe((9, 4, 3));
    }

    [Fact]
    public async Task Images_WhoseEngineReportsNothing_AreCounted()
    {
        using var response = await _gateway.PostAsync("/v1/infer", """{"model":"stable","input":[{"type":"image_url","url":"data:,"},{"type":"image_url","url":"data:,"}]}""");
        await response.Content.ReadAsStringAsync();

        ((long)_gateway.Usage().ShouldHaveSingleItem()["images"]!).ShouldBe(2);
    }

    private HttpRequestMessage Messages(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("x-api-key", _gateway.Secret);
        request.Headers.Add("anthropic-version", "2023-06-01");
        return request;
    }

    private async Task<int> StatusAsync(string body, string prefix = "/e/chat", string? secret = null)
    {
        using var response = await _gateway.PostAsync(prefix + "/v1/chat/completions", body, secret);
        return (int)response.StatusCode;
    }
}
