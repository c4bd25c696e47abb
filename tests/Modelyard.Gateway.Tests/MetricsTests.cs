using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Modelyard.Gateway.Tests.Testing;

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
                "operation=chat.completions model=demo/atlas status=200 outcome=completed",
                "operation=chat.completions model=demo/atlas status=200 outcome=completed",
                "operation=chat.completions model=demo/atlas status=200 outcome=truncated",
                "operation=chat.completions model= status=404 outcome=rejected",
                "operation=chat.completions model=demo/atlas status=500 outcome=upstream_failed",
            ],
            ignoreOrder: true);
        Values("modelyard.gateway.errors").Count().ShouldBe(3);
        Values("modelyard.gateway.request.duration").Count().ShouldBe(5);
        Values("modelyard.gateway.time_to_first_token").Count().ShouldBe(2);
        Values("modelyard.gateway.requests.active").Sum().ShouldBe(0);
        Values("modelyard.gateway.requests.active").Count(v => v > 0).ShouldBe(5);
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
