using System.Net;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;

namespace Modelyard.Gateway.Tests.Routing;

/// <summary>What callers notice of replicas that fail.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private TestGateway _gateway = null!;
    private ScriptedReplica _good = null!;
    private ScriptedReplica _bad = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(time: _time);
        _good = await _gateway.ServeAsync("demo", "atlas");
        _bad = await _gateway.AddReplicaAsync("demo", "atlas", "atlas-1");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("reset")]
    [InlineData("busy")]
    public async Task ReplicaThatFailsBeforeItAnswers_IsNotNoticed_AndAfterAWhileNotAsked(string how)
    {
        _bad.Script = how == "busy"
            ? ScriptedReplica.Answer("""{"error":{"message":"engine is currently overloaded"}}""", 503)
            : http =>
            {
                http.Abort();
                return Task.CompletedTask;
            };
        for (var i = 0; i < 60; i++)
        {
            using var response = await _gateway.ChatAsync("atlas", stream: i % 2 == 0);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        _good.Received.Count.ShouldBe(60);
        if (how == "reset")
        {
            _bad.Received.Count.ShouldBe(ReplicaHealth.Threshold);
        }
        else
        {
            _bad.Received.Count.ShouldBeGreaterThan(10, "one that is too busy for now is not ill");
        }
    }

    [Fact]
    public async Task AllReplicasFail_CallersAreToldAtOnce_UntilOneTryGoesWell()
    {
        _good.Script = _bad.Script = ScriptedReplica.Answer("""{"error":{"message":"out of memory","type":"server_error"}}""", 500);
        for (var i = 0; i < 2 * ReplicaHealth.Threshold; i++)
        {
            using var failed = await _gateway.ChatAsync("atlas");
            failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        }

        using var refused = await _gateway.ChatAsync("atlas");
        ((string?)(await refused.ErrorAsync(HttpStatusCode.ServiceUnavailable))["code"]).ShouldBe("replicas_failing");
        refused.Headers.RetryAfter!.ToString().ShouldBe("1");
        (_good.Received.Count + _bad.Received.Count).ShouldBe(2 * ReplicaHealth.Threshold);

        _good.Script = _bad.Script = ScriptedReplica.Answer("{}");
        _time.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 10; i++)
        {
            using var recovered = await _gateway.ChatAsync("atlas");
            recovered.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Conversation_GoesToTheReplicaThatKnowsItsBeginning()
    {
        for (var i = 0; i < 40; i++)
        {
            var turns = string.Join(',', Enumerable.Range(0, i % 4).Select(t => $$"""{"role":"user","content":"turn {{t}}"}"""));
            var body = $$"""{"model":"atlas","messages":[{"role":"system","content":"same for all"},{"role":"user","content":"conversation {{i / 4}}"}{{(turns.Length > 0 ? "," : "")}}{{turns}}]}""";
            using var response = await _gateway.PostAsync("/v1/chat/completions", body);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var asked = new[] { _good, _bad }.Select(r => r.Received.Select(q => q.Text[q.Text.IndexOf("conversation", StringComparison.Ordinal)..][..14]).ToHashSet()).ToList();
        asked[0].Overlaps(asked[1]).ShouldBeFalse();
        asked.ShouldAllBe(a => a.Count > 0);
    }

    [Fact]
    public async Task Deployment_HasTimeoutsOfItsOwn()
    {
        await _gateway.DeployAsync("demo", "atlas", new ModelDeploymentSpec { Timeouts = new DeploymentTimeouts { FirstToken = "20s", Idle = "15s", Total = "30s" } });
        var begun = new SemaphoreSlim(0);
        _good.Script = _bad.Script = async http =>
        {
            if (http.Request.Headers.ContainsKey("traceparent"))
            {
                await ScriptedReplica.Stream("data: {}\n\n")(http);
            }

            begun.Release();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };

        var silent = _gateway.ChatAsync("atlas");
        await begun.WaitAsync();
        await _time.AdvanceUntilAsync(silent, TimeSpan.FromSeconds(1));
        ((string?)(await (await silent).ErrorAsync(HttpStatusCode.GatewayTimeout))["message"])!.ShouldContain("within 20 s");

        using var request = _gateway.Request(HttpMethod.Post, "/v1/chat/completions", """{"model":"atlas","stream":true}""");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var stalled = await _gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await stalled.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync();
        await reader.ReadLineAsync();
        var told = reader.ReadLineAsync();
        await _time.AdvanceUntilAsync(told, TimeSpan.FromSeconds(1));
        (await told)!.ShouldContain("for 15 s");
    }
}
