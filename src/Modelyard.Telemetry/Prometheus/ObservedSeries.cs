using System.Diagnostics.Metrics;
using System.IO.Enumeration;
using OpenTelemetry.Metrics;

namespace Modelyard.Telemetry;

/// <summary>Which numbers there are of gauges that are looked up when somebody asks. The SDK goes on reporting those of things that are gone.</summary>
internal sealed class ObservedSeries : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly HashSet<(string Meter, string Instrument)> _instruments = [];
    private readonly HashSet<(string Meter, string Instrument, string Labels)> _present = [];

    /// <param name="meters">As in <see cref="TelemetryOptions.Meters"/>.</param>
    public ObservedSeries(IEnumerable<string> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsLookedUp(instrument.GetType()) && meters.Any(m => FileSystemName.MatchesSimpleExpression(m, instrument.Meter.Name)))
            {
                lock (_instruments)
                {
                    _instruments.Add((instrument.Meter.Name, instrument.Name));
                }

                listener.EnableMeasurementEvents(instrument);
            }
        };
        Note<byte>();
        Note<short>();
        Note<int>();
        Note<long>();
        Note<float>();
        Note<double>();
        Note<decimal>();
        _listener.Start();
    }

    /// <summary>Looks again. One at a time.</summary>
    public void Refresh()
    {
        _present.Clear();
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // Who cannot be looked up is told by the SDK, and has no numbers.
        }
    }

    /// <summary>Whether a number is of something that was there at the last look, or is not looked up at all.</summary>
    public bool Has(Metric metric, string labels)
    {
        lock (_instruments)
        {
            return !_instruments.Contains((metric.MeterName, metric.Name)) || _present.Contains((metric.MeterName, metric.Name, labels));
        }
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsLookedUp(Type instrument) =>
        instrument.IsGenericType && (instrument.GetGenericTypeDefinition() == typeof(ObservableGauge<>) || instrument.GetGenericTypeDefinition() == typeof(ObservableUpDownCounter<>));

    private void Note<T>()
        where T : struct =>
        _listener.SetMeasurementEventCallback<T>((instrument, _, tags, _) => _present.Add((instrument.Meter.Name, instrument.Name, PrometheusLabels.Of(tags.ToArray()))));
}
