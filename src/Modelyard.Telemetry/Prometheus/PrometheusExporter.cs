using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Modelyard.Telemetry;

/// <summary>Gives all measurements as a text to whoever asks.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly Lock _gate = new();
    private PrometheusText? _text;

    /// <summary>Has the SDK call <see cref="Export"/>; null while it does not run.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>All there is now; null while nothing is measured.</summary>
    public string? Scrape(ExpositionFormat format)
    {
        // One at a time: the SDK would let two askers share one collection, and they may want different texts.
        lock (_gate)
        {
            try
            {
                _text = new PrometheusText(format);
                return Collect?.Invoke(Timeout.Infinite) == true ? _text.ToString() : null;
            }
            finally
            {
                _text = null;
            }
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _text?.Write(ParentProvider.GetResource(), batch);
        return ExportResult.Success;
    }
}
