using OpenTelemetry.Metrics;

namespace Modelyard.Telemetry;

/// <summary>What Prometheus takes for one metric: all instruments of a name.</summary>
/// <param name="Name">Without what a counter's numbers have at the end.</param>
/// <param name="Unit">What the name ends with; empty when nothing.</param>
/// <param name="Kind">As Prometheus calls it.</param>
/// <param name="Help">What it says, in words.</param>
internal sealed record MetricFamily(string Name, string Unit, string Kind, string Help)
{
    public const string Counter = "counter";
    public const string Gauge = "gauge";
    public const string Histogram = "histogram";

    public List<Metric> Metrics { get; } = [];

    public bool IsCounter => Kind == Counter;

    /// <summary>The family an instrument belongs to; null for a kind of instrument that the text cannot show.</summary>
    public static MetricFamily? Of(Metric metric)
    {
        if (KindOf(metric.MetricType) is not { } kind)
        {
            return null;
        }

        var unit = PrometheusName.OfUnit(metric.Unit);
        return new MetricFamily(PrometheusName.OfFamily(metric.Name, unit, kind == Counter), unit, kind, metric.Description);
    }

    private static string? KindOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => Counter,
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic or MetricType.LongGauge or MetricType.DoubleGauge => Gauge,
        MetricType.Histogram => Histogram,
        _ => null,
    };
}
