using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Api;
using Modelyard.Gateway.Tests.Testing;
using Modelyard.Ledger;

namespace Modelyard.Gateway.Tests;

public sealed class MetricsTests : IAsyncLifetime
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = new();
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        var factory = _gateway.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Modelyard.Gateway" && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Note(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        _listener.Start();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Calls_OfSeveralKinds_AreCountedByHowTheyEnded()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        (await _gateway.ChatAsync("atlas")).Dispose();
        replica.Script = ScriptedReplica.Stream("data: {}\n\n", "data: [DONE]\n\n");
        await (await _gateway.ChatAsync("atlas", stream: true)).Content.ReadAsStringAsync();
        replica.Script = ScriptedReplica.Stream("data: {}\n\n");
        await (await _gateway.ChatAsync("atlas", stream: true)).TextUntilItBreaksAsync();
        (await _gateway.ChatAsync("made-up")).Dispose();
        replica.Script = ScriptedReplica.Answer("oops", 500);
        (await _gateway.ChatAsync("atlas")).Dispose();

        await Eventually.TrueAsync(() => Values("modelyard.gateway.requests").Count() == 5);

        Tags("modelyard.gateway.requests").ShouldBe(
            [
                "gen_ai.operation.name=chat gen_ai.request.model=demo/atlas http.response.status_code=200 outcome=completed",
                "gen_ai.operation.name=chat gen_ai.request.model=demo/atlas http.response.status_code=200 outcome=completed",
                "gen_ai.operation.name=chat gen_ai.request.model=demo/atlas http.response.status_code=200 outcome=truncated",
                "gen_ai.operation.name=chat gen_ai.request.model= http.response.status_code=404 outcome=rejected",
                "gen_ai.operation.name=chat gen_ai.request.model=demo/atlas http.response.status_code=500 outcome=upstream_failed",
            ],
            ignoreOrder: true);
        Values("modelyard.gateway.errors").Count().ShouldBe(3);
        Values("gen_ai.server.request.duration").Count().ShouldBe(5);
        Values("gen_ai.server.time_to_first_token").Count().ShouldBe(1);
        Tags("modelyard.gateway.errors").ShouldBe(
            [
                "gen_ai.operation.name=chat gen_ai.request.model=demo/atlas error.type=truncated",
                "gen_ai.operation.name=chat gen_ai.request.model= error.type=404",
                "gen_ai.operation.name=chat gen_ai.request.model=demo/atlas error.type=upstream_failed",
            ],
            ignoreOrder: true);
        Observed("modelyard.gateway.requests.active").ShouldBe([(0, "")]);
    }

    [Fact]
    public async Task Tokens_OfStreamsAndOthers_AreCountedAsReported_AndThoseOfKeptAnswersAreNot()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        await _gateway.DeployAsync("demo", "atlas", new ModelDeploymentSpec { Cache = new AnswerCache { Enabled = true } });
        replica.Script = ScriptedReplica.Answer(
            """{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":5,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":4}}}""");
        (await _gateway.ChatAsync("atlas")).Dispose();

        // The client has the answer a moment before it is kept.
        await Eventually.TrueAsync(() => Values("modelyard.gateway.requests").Count() == 1);
        (await _gateway.ChatAsync("atlas")).Dispose();
        replica.Script = ScriptedReplica.Stream(
            "data: {\"choices\":[{}]}\n\n", "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\n", "data: [DONE]\n\n");
        await (await _gateway.ChatAsync("atlas", stream: true)).Content.ReadAsStringAsync();

        await Eventually.TrueAsync(() => Values("modelyard.gateway.requests").Count() == 3);

        var used = _measured.Where(m => m.Name == "gen_ai.client.token.usage").Select(m => (m.Value, m.Tags.Split('=')[^1]));
        used.ShouldBe([(7, "input"), (5, "output"), (9, "input"), (3, "output")]);
        Values("modelyard.gateway.cached_input_tokens").ShouldBe([4]);
        Values("gen_ai.server.time_per_output_token").Count().ShouldBe(1);
        Tags("modelyard.gateway.cache.lookups").ShouldBe(
            [
                "gen_ai.request.model=demo/atlas result=miss",
                "gen_ai.request.model=demo/atlas result=hit",
                "gen_ai.request.model=demo/atlas result=miss",
            ]);
    }

    [Fact]
    public async Task Refusals_BecauseOfLimitsAndBudgets_AreCountedByWhose()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        await _gateway.DeployAsync("demo", "atlas", new ModelDeploymentSpec { Pricing = new DeploymentPricing { Currency = "EUR", PerRequest = 1 } });
        var limited = await _gateway.CreateKeyAsync(new ApiKeyRequest("demo", "limited") { Limits = new KeyLimits { RequestsPerMinute = 1 } });
        var poor = await _gateway.CreateKeyAsync(new ApiKeyRequest("demo", "poor") { Budget = new KeyBudget(1_000_000, "EUR", BudgetPeriod.Month) });
        foreach (var secret in (string[])[limited, limited, poor, poor])
        {
            (await _gateway.PostAsync("/v1/chat/completions", """{"model":"atlas"}""", secret)).Dispose();
        }

        await Eventually.TrueAsync(() => Values("modelyard.gateway.requests").Count() == 4);

        replica.Received.Count.ShouldBe(2);
        Tags("modelyard.gateway.limits.reached").ShouldBe(["gen_ai.request.model=demo/atlas scope=key kind=requests"]);
        Tags("modelyard.gateway.budgets.spent").ShouldBe(["gen_ai.request.model=demo/atlas scope=key"]);
    }

    [Fact]
    public async Task Gauges_ShowHowThingsStand_AndForgetModelsThatAreGone()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        await _gateway.DeployAsync(
            "demo", "atlas", new ModelDeploymentSpec { Concurrency = new DeploymentConcurrency { PerReplica = 1, QueueLength = 5 } });
        var answer = new TaskCompletionSource();
        replica.Script = async http =>
        {
            await answer.Task;
            await ScriptedReplica.Answer("{}")(http);
        };
        var calls = Enumerable.Range(0, 3).Select(_ => _gateway.ChatAsync("atlas")).ToList();
        await Eventually.TrueAsync(() => _gateway.Directory.Current!.Find("demo/atlas")!.State.Queue.Length == 2 && replica.Received.Count == 1);

        Observed("modelyard.gateway.queue.length").ShouldBe([(2, "gen_ai.request.model=demo/atlas")]);
        Observed("modelyard.gateway.replica.requests.active").ShouldBe([(1, "gen_ai.request.model=demo/atlas")]);
        Observed("modelyard.gateway.replicas").ShouldBe([(1, "gen_ai.request.model=demo/atlas")]);
        Observed("modelyard.gateway.circuits.open").ShouldBe([(0, "gen_ai.request.model=demo/atlas")]);
        Observed("modelyard.gateway.requests.active").ShouldBe([(3, "")]);
        Observed("modelyard.gateway.usage.backlog").ShouldHaveSingleItem().Value.ShouldBeGreaterThan(0);

        answer.SetResult();
        (await Task.WhenAll(calls)).ToList().ForEach(r => r.Dispose());
        await Eventually.TrueAsync(() => Values("modelyard.gateway.queue.wait").Count() == 2);

        _gateway.Board.Remove(Resources.Service("demo", "atlas"));
        _gateway.Board.Remove(new ModelDeployment { Metadata = new ObjectMeta { Namespace = "demo", Name = "atlas" } });
        await _gateway.UntilAsync(s => s!.Models.Length == 0);
        Observed("modelyard.gateway.queue.length").ShouldBeEmpty();
    }

    [Fact]
    public async Task Circuits_OfReplicasThatFailAgainAndAgain_AreShownAsOpen()
    {
        var replica = await _gateway.ServeAsync("demo", "atlas");
        replica.Script = ScriptedReplica.Answer("oops", 500);
        for (var i = 0; i < ReplicaHealth.Threshold; i++)
        {
            (await _gateway.ChatAsync("atlas")).Dispose();
        }

        Observed("modelyard.gateway.circuits.open").ShouldBe([(1, "gen_ai.request.model=demo/atlas")]);
    }

    private List<(double Value, string Tags)> Observed(string name)
    {
        _measured.Clear();
        _listener.RecordObservableInstruments();
        return [.. _measured.Where(m => m.Name == name).Select(m => (m.Value, m.Tags))];
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new List<string>();
        foreach (var (name, tag) in tags)
        {
            text.Add($"{name}={tag}");
        }

        _measured.Enqueue((instrument.Name, value, string.Join(' ', text)));
    }

    private IEnumerable<double> Values(string name) => _measured.Where(m => m.Name == name).Select(m => m.Value);

    private IEnumerable<string> Tags(string name) => _measured.Where(m => m.Name == name).Select(m => m.Tags);
}
