using System.Diagnostics.Metrics;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>How things stand, for whoever asks. Costs calls nothing.</summary>
internal sealed class GatewayGauges
{
    private readonly ModelDirectory _directory;

    public GatewayGauges(GatewayMetrics metrics, ModelDirectory directory, GatewayClock clock, UsageJournal journal)
    {
        _directory = directory;
        var meter = metrics.Meter;
        Gauge("modelyard.gateway.queue.length", "{request}", "Calls that wait for a replica.", m => m.State.Queue.Length);
        Gauge("modelyard.gateway.replicas", "{replica}", "Replicas that take calls.", m => m.Replicas.Length);
        Gauge("modelyard.gateway.replica.requests.active", "{request}", "Calls that replicas are answering.", m => m.Replicas.Sum(r => r.Outstanding));
        Gauge(
            "modelyard.gateway.circuits.open",
            "{replica}",
            "Replicas that get no calls for a while, since they have failed several in a row.",
            m => m.Replicas.Count(r => r.Health.PauseLeft(clock.Now) > TimeSpan.Zero));
        meter.CreateObservableGauge("modelyard.gateway.usage.backlog", () => journal.Backlog, "By", "Usage in the journal that the database does not have yet.");

        void Gauge(string name, string unit, string description, Func<ServedModel, int> value) =>
            meter.CreateObservableGauge(name, () => OfEachModel(value), unit, description);
    }

    private IEnumerable<Measurement<int>> OfEachModel(Func<ServedModel, int> value) =>
        _directory.Current?.Models.Select(m => new Measurement<int>(value(m), GatewayMetrics.Of(m))) ?? [];
}
