using System.Collections.Concurrent;
using System.Diagnostics;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests;

/// <summary>Alone, since the gateways of other tests would have their calls traced too.</summary>
[Collection(nameof(TracingTests))]
[CollectionDefinition(nameof(TracingTests), DisableParallelization = true)]
public sealed class TracingTests : IAsyncLifetime
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string ClientSpan = "b7ad6b7169203331";

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private TestGateway _gateway = null!;
    private bool _sampled = true;

    public TracingTests() => _listener = new ActivityListener
    {
        ShouldListenTo = source => source.Name == "Modelyard.Gateway",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => _sampled ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.PropagationData,
        ActivityStopped = _spans.Enqueue,
    };

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Call_OfATracedClient_IsASpanBetweenTheClientsAndTheReplicas()
    {
        ActivitySource.AddActivityListener(_listener);
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = ScriptedReplica.Stream(
            "data: {\"choices\":[{}]}\n\n",
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":4}}}\n\n",
            "data: [DONE]\n\n");

        await CallAsync("""{"model":"atlas","stream":true,"max_tokens":50}""", $"00-{Trace}-{ClientSpan}-01", "vendor=x");

        var span = await SpanAsync();
        (span.TraceId.ToString(), span.ParentSpanId.ToString(), span.HasRemoteParent).ShouldBe((Trace, ClientSpan, true));
        (span.DisplayName, span.Kind, span.Status).ShouldBe(("chat demo/atlas", ActivityKind.Client, ActivityStatusCode.Unset));
        var tags = span.TagObjects.ToDictionary();
        tags.Remove("gen_ai.response.time_to_first_chunk", out var first).ShouldBeTrue();
        first.ShouldBeOfType<double>().ShouldBeGreaterThan(0);
        tags.Remove("modelyard.request.id", out var id).ShouldBeTrue();
        ((string?)id).ShouldBe(replica.Received.Single().Headers["x-request-id"]);
        tags.ShouldBe(
            new Dictionary<string, object?>
            {
                ["gen_ai.operation.name"] = "chat",
                ["gen_ai.provider.name"] = "modelyard",
                ["gen_ai.request.model"] = "atlas",
                ["gen_ai.response.model"] = "demo/atlas",
                ["gen_ai.request.stream"] = true,
                ["gen_ai.request.max_tokens"] = 50L,
                ["gen_ai.usage.input_tokens"] = 9L,
                ["gen_ai.usage.output_tokens"] = 3L,
                ["gen_ai.usage.cache_read.input_tokens"] = 4L,
                ["http.response.status_code"] = 200,
                ["modelyard.project"] = "demo",
                ["server.address"] = "127.0.0.1",
                ["server.port"] = replica.Address.Tcp!.Port,
            },
            ignoreOrder: true);
        var passedOn = replica.Received.Single().Headers;
        passedOn["traceparent"].ShouldBe($"00-{Trace}-{span.SpanId}-01");
        passedOn["tracestate"].ShouldBe("vendor=x");
    }

    [Fact]
    public async Task Call_OfAClientWithoutTrace_BeginsOne()
    {
        ActivitySource.AddActivityListener(_listener);
        var replica = await _gateway.ServeAsync("demo", "atlas");

        await CallAsync("""{"model":"atlas"}""");

        var span = await SpanAsync();
        span.ParentSpanId.ToString().ShouldBe("0000000000000000");
        replica.Received.Single().Headers["traceparent"].ShouldBe(span.Id);
    }

    [Fact]
    public async Task Call_ThatFails_SaysWithWhat()
    {
        ActivitySource.AddActivityListener(_listener);

        await CallAsync($$"""{"model":"{{new string('x', 5000)}}"}""");

        var span = await SpanAsync();
        (span.DisplayName, span.Status).ShouldBe(("chat", ActivityStatusCode.Error));
        span.GetTagItem("error.type").ShouldBe("404");
        ((string?)span.GetTagItem("gen_ai.request.model"))!.Length.ShouldBe(256);
    }

    [Fact]
    public async Task Call_ThatIsNotSampled_PassesItsPlaceOnAndSaysNothingMore()
    {
        _sampled = false;
        ActivitySource.AddActivityListener(_listener);
        var replica = await _gateway.ServeAsync("demo", "atlas");

        await CallAsync("""{"model":"atlas"}""", $"00-{Trace}-{ClientSpan}-00");

        var span = await SpanAsync();
        span.TagObjects.Select(t => t.Key).ShouldBe(["gen_ai.operation.name", "gen_ai.provider.name"], "what a sampler decides by");
        replica.Received.Single().Headers["traceparent"].ShouldBe($"00-{Trace}-{span.SpanId}-00");
    }

    [Fact]
    public async Task Call_ThatNobodyCollects_PassesTheClientsTraceOnAsItCame()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");

        await CallAsync("""{"model":"atlas"}""", $"00-{Trace}-{ClientSpan}-01", "vendor=x");

        replica.Received.Single().Headers["traceparent"].ShouldBe($"00-{Trace}-{ClientSpan}-01");
        replica.Received.Single().Headers["tracestate"].ShouldBe("vendor=x");
        _spans.ShouldBeEmpty();
    }

    private async Task CallAsync(string body, string? parent = null, string? state = null)
    {
        using var request = _gateway.Request(HttpMethod.Post, "/v1/chat/completions", body);
        if (parent is not null)
        {
            request.Headers.Add("traceparent", parent);
        }

        if (state is not null)
        {
            request.Headers.Add("tracestate", state);
        }

        // The client of the test would add a trace of its own.
        Activity.Current = null;
        using var response = await _gateway.Http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
    }

    // The client has the answer a moment before the call is closed.
    private async Task<Activity> SpanAsync()
    {
        await Eventually.TrueAsync(() => !_spans.IsEmpty);
        return _spans.ShouldHaveSingleItem();
    }
}
