using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests.Usage;

/// <summary>Every call leaves a record, before its client has the end of the answer: that is why none of these tests waits.</summary>
public sealed class UsageRecordTests : IAsyncLifetime
{
    private const string Answer = """{"object":"chat.completion","choices":[{"message":{"content":"Paris, in \"usage\":{"}}],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"prompt_tokens_details":{"cached_tokens":40}}}""";
    private const string Delta = """{"choices":[{"delta":{"content":"four"}}]}""";
    private const string Final = """{"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}""";
    private const string Done = "data: [DONE]\n\n";

    private TestGateway _gateway = null!;
    private ScriptedReplica _replica = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _replica = await _gateway.ServeAsync("demo", "atlas");
        await _gateway.OwnAsync("acme", "demo");
        await _gateway.DeployAsync("demo", "atlas", new ModelDeploymentSpec
        {
            Pricing = new DeploymentPricing
            {
                Currency = "EUR", InputPerMillionTokens = 2, CachedInputPerMillionTokens = 0.5m, OutputPerMillionTokens = 10, PerRequest = 0.001m,
            },
        });
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Answer_IsRecordedAsItsUsageSays_AtThePriceOfTheMoment()
    {
        _replica.Script = ScriptedReplica.Answer(Answer);
        var secret = await _gateway.CreateKeyAsync(new ApiKeyRequest("demo", "ci") { User = "dev@acme.example" });

        using var response = await _gateway.PostAsync("/v1/chat/completions", """{"model":"atlas","messages":[]}""", secret);
        (await response.Content.ReadAsStringAsync()).ShouldBe(Answer);

        var record = _gateway.Usage().ShouldHaveSingleItem();
        Facts(record).ShouldBe("settled 200 in 100 cached 40 out 20");

        // 60 at 2, 40 at 0.5 and 20 at 10 a million, and a thousandth for the request.
        ((long)record["costNanos"]!).ShouldBe((120 + 20 + 200 + 1000) * 1000);
        ((string?)record["currency"], (string?)record["organization"], (string?)record["project"], (string?)record["user"], (string?)record["keyName"])
            .ShouldBe(("EUR", "acme", "demo", "dev@acme.example", "ci"));
        ((string?)record["deploymentNamespace"], (string?)record["deployment"], (string?)record["operation"]).ShouldBe(("demo", "atlas", "chat.completions"));
        ((string?)record["requestId"]).ShouldBe(response.Headers.GetValues("x-request-id").Single());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Answer_InPieces_IsRecordedJustTheSame(int size)
    {
        var items = string.Join(',', Enumerable.Repeat("""{"embedding":[0.1,-2e5],"text":"a\\\"usage\":{}"}""", 50));
        var body = """{"data":[""" + items + """],"usage":{"prompt_tokens":7,"total_tokens":7}}""";
        _replica.Script = async http =>
        {
            http.Response.ContentType = "application/json";
            foreach (var piece in body.Chunk(size))
            {
                await http.Response.WriteAsync(new string(piece));
                await http.Response.Body.FlushAsync();
            }
        };

        using var response = await _gateway.PostAsync("/v1/embeddings", """{"model":"atlas","input":"x"}""");
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);

        Facts(_gateway.Usage().ShouldHaveSingleItem()).ShouldBe("settled 200 in 7 cached 0 out 0");
    }

    [Theory]
    [InlineData("""{"model":"atlas","stream":true}""", """{"stream_options":{"include_usage":true},"model":"atlas","stream":true}""")]
    [InlineData("""{"model":"atlas","stream":true,"stream_options":null}""", """{"model":"atlas","stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"model":"atlas","stream":true,"stream_options":{ }}""", """{"model":"atlas","stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"stream_options":{"x":{"include_usage":1}},"stream":true,"model":"atlas"}""", """{"stream_options":{"include_usage":true,"x":{"include_usage":1}},"stream":true,"model":"atlas"}""")]
    [InlineData("""{"stream_options":{"include_usage":false},"stream":true,"model":"demo/atlas"}""", """{"stream_options":{"include_usage":true},"stream":true,"model":"atlas"}""")]
    public async Task Stream_WhoseUsageNobodyAskedFor_IsRecorded_AndTheClientDoesNotNotice(string body, string forwarded)
    {
        _replica.Script = ScriptedReplica.Stream($"data: {Delta}\n\n", $"data: {Delta}\n\ndata: {Final}\n\n{Done}");

        using var response = await _gateway.PostAsync("/v1/chat/completions", body);
        (await response.Content.ReadAsStringAsync()).ShouldBe($"data: {Delta}\n\ndata: {Delta}\n\n{Done}");

        _replica.Received.Single().Text.ShouldBe(forwarded);
        Facts(_gateway.Usage().ShouldHaveSingleItem()).ShouldBe("settled 200 in 100 cached 0 out 20");
    }

    [Fact]
    public async Task Stream_WhoseUsageWasAskedFor_HasIt_HoweverItArrives()
    {
        var text = $"data: {Delta}\n\ndata: {Final}\r\n\r\n{Done}";
        _replica.Script = ScriptedReplica.Stream([.. text.Chunk(3).Select(c => new string(c))]);
        const string Body = """{"model":"atlas","stream":true,"stream_options":{"include_usage":true}}""";

        using var response = await _gateway.PostAsync("/v1/chat/completions", Body);
        (await response.Content.ReadAsStringAsync()).ShouldBe(text);

        _replica.Received.Single().Text.ShouldBe(Body);
        Facts(_gateway.Usage().ShouldHaveSingleItem()).ShouldBe("settled 200 in 100 cached 0 out 20");
    }

    [Fact]
    public async Task Engine_ThatReportsNothing_IsEstimated()
    {
        var request = $$"""{"model":"atlas","stream":true,"messages":[{"content":"{{new string('x', 350)}}"}]}""";
        _replica.Script = ScriptedReplica.Stream([.. Enumerable.Repeat($"data: {Delta}\n\n", 30), Done]);

        using var response = await _gateway.PostAsync("/v1/chat/completions", request);
        await response.Content.ReadAsStringAsync();

        Facts(_gateway.Usage().ShouldHaveSingleItem()).ShouldBe($"estimated 200 in {(request.Length + 3) / 4} cached 0 out 29");
    }

    [Fact]
    public async Task ReplicaThatDiesInTheMiddle_IsRecordedAsFarAsItCame()
    {
        var read = new TaskCompletionSource();
        _replica.Script = async http =>
        {
            await ScriptedReplica.Stream([.. Enumerable.Repeat($"data: {Delta}\n\n", 11)])(http);
            await read.Task;
            http.Abort();
        };

        using var response = await _gateway.ChatAsync("atlas", stream: true);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var line = 0; line < 22; line++)
        {
            await reader.ReadLineAsync();
        }

        read.SetResult();
        (await reader.ReadLineAsync())!.ShouldContain("stream_interrupted");

        ((string?)_gateway.Usage().ShouldHaveSingleItem()["state"]).ShouldBe("truncated");
        ((long)_gateway.Usage()[0]["outputTokens"]!).ShouldBe(10);
    }

    [Fact]
    public async Task CountingTokens_IsARequest_ThatTakesNoneAndCostsNothing()
    {
        _replica.Script = ScriptedReplica.Answer("""{"input_tokens":16}""");
        var secret = await _gateway.CreateKeyAsync(new ApiKeyRequest("demo", "small") { Limits = new KeyLimits { TokensPerMinute = 10 } });

        using var response = await _gateway.PostAsync("/v1/messages/count_tokens", $$"""{"model":"atlas","messages":[{"content":"{{new string('x', 200)}}"}]}""", secret);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("x-ratelimit-remaining-tokens").ShouldBe(["10"]);
        var record = _gateway.Usage().ShouldHaveSingleItem();
        (Facts(record), (long?)record["costNanos"] ?? 0).ShouldBe(("settled 200 in 0 cached 0 out 0", 0));
    }

    [Fact]
    public async Task StreamThatReportsItsInputFirst_AndDies_IsRecordedWithWhatWasWritten()
    {
        var read = new TaskCompletionSource();
        _replica.Script = async http =>
        {
            await ScriptedReplica.Stream(
                [
                    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":50,\"output_tokens\":1}}}\n\n",
                    .. Enumerable.Repeat("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"a\"}}\n\n", 10),
                ])(http);
            await read.Task;
            http.Abort();
        };

        using var response = await _gateway.PostAsync("/v1/messages", """{"model":"atlas","max_tokens":100,"stream":true}""");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        for (var line = 0; line < 33; line++)
        {
            await reader.ReadLineAsync();
        }

        read.SetResult();
        (await reader.ReadLineAsync())!.ShouldBe("event: error");

        Facts(_gateway.Usage().ShouldHaveSingleItem()).ShouldBe("truncated 200 in 50 cached 0 out 10");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClientThatLeaves_PaysForWhatItCaused(bool stream)
    {
        var gone = new TaskCompletionSource();
        _replica.Script = async http =>
        {
            if (stream)
            {
                await ScriptedReplica.Stream([.. Enumerable.Repeat($"data: {Delta}\n\n", 11)])(http);
            }

            http.RequestAborted.Register(() => gone.TrySetResult());
            await gone.Task;
        };

        using (var left = new CancellationTokenSource())
        {
            var call = _gateway.Http.SendAsync(
                _gateway.Request(HttpMethod.Post, "/v1/chat/completions", $$"""{"model":"atlas","stream":{{(stream ? "true" : "false")}}}"""),
                HttpCompletionOption.ResponseHeadersRead,
                left.Token);
            await Eventually.TrueAsync(() => !_replica.Received.IsEmpty);
            if (stream)
            {
                using var response = await call;
                var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
                for (var line = 0; line < 22; line++)
                {
                    await reader.ReadLineAsync();
                }
            }

            await left.CancelAsync();
            if (!stream)
            {
                await Should.ThrowAsync<OperationCanceledException>(call);
            }
        }

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(() => _gateway.Usage().Count == 1);
        var record = _gateway.Usage()[0];
        ((string?)record["state"], (long?)record["outputTokens"] ?? 0).ShouldBe(("client_aborted", stream ? 10 : 0));
        ((long)record["inputTokens"]!).ShouldBePositive();
    }

    [Fact]
    public async Task RefusedCalls_AreRecorded_AndCostNothing()
    {
        using var unknown = await _gateway.PostAsync("/v1/chat/completions", """{"model":"nobody"}""");
        using var bad = await _gateway.PostAsync("/v1/chat/completions", "{");
        _replica.Script = ScriptedReplica.Answer("""{"error":{"message":"no","type":"invalid_request_error"}}""", 400);
        using var refused = await _gateway.ChatAsync("atlas");

        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        _gateway.Usage().Select(Facts).ShouldBe(["rejected 404 in 0 cached 0 out 0", "rejected 400 in 0 cached 0 out 0", "settled 400 in 0 cached 0 out 0"]);
        _gateway.Usage().ShouldAllBe(r => r["costNanos"] == null);
    }

    private static string Facts(JsonObject record) =>
        $"{(string?)record["state"] ?? "settled"} {(int)record["status"]!} in {(long?)record["inputTokens"] ?? 0} cached {(long?)record["cachedInputTokens"] ?? 0} out {(long?)record["outputTokens"] ?? 0}";
}
