using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Modelyard.Telemetry;

/// <summary>Writes measurements down in one of the formats Prometheus reads.</summary>
internal sealed class PrometheusText(ExpositionFormat format)
{
    private readonly StringBuilder _text = new();
    private readonly bool _isOpenMetrics = format == ExpositionFormat.OpenMetrics;

    /// <summary>Writes everything, the end included.</summary>
    public void Write(Resource resource, in Batch<Metric> metrics)
    {
        WriteTarget(resource);
        foreach (var family in Families(metrics))
        {
            Write(family);
        }

        if (_isOpenMetrics)
        {
            _text.Append("# EOF\n");
        }
    }

    public override string ToString() => _text.ToString();

    // All of a name have to follow each other. A name that was given to two kinds of instruments means the first.
    private static Dictionary<string, MetricFamily>.ValueCollection Families(in Batch<Metric> metrics)
    {
        var families = new Dictionary<string, MetricFamily>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            if (MetricFamily.Of(metric) is not { } family)
            {
                continue;
            }

            if (families.TryAdd(family.Name, family) || families[family.Name].Kind == family.Kind)
            {
                families[family.Name].Metrics.Add(metric);
            }
        }

        return families.Values;
    }

    private void WriteTarget(Resource resource)
    {
        var labels = PrometheusLabels.Of(resource.Attributes.Select(a => new KeyValuePair<string, object?>(a.Key, a.Value)));
        if (labels.Length > 0)
        {
            WriteHead(_isOpenMetrics ? "target" : "target_info", _isOpenMetrics ? "info" : MetricFamily.Gauge, "What is measured.", "");
            WriteSample("target_info", labels, "1");
        }
    }

    private void Write(MetricFamily family)
    {
        var begun = false;
        foreach (var metric in family.Metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                if (!begun)
                {
                    begun = true;
                    WriteHead(family.IsCounter && !_isOpenMetrics ? PrometheusName.OfCounter(family.Name) : family.Name, family.Kind, family.Help, family.Unit);
                }

                Write(family, metric.MetricType, point);
            }
        }
    }

    private void WriteHead(string name, string kind, string help, string unit)
    {
        _text.Append("# HELP ").Append(name).Append(' ');
        PrometheusLabels.Escape(_text, help, quotes: _isOpenMetrics);
        _text.Append("\n# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');
        if (_isOpenMetrics && unit.Length > 0)
        {
            _text.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
        }
    }

    private void Write(MetricFamily family, MetricType type, in MetricPoint point)
    {
        var labels = PrometheusLabels.Of(point.Tags);
        switch (type)
        {
            case MetricType.Histogram:
                WriteHistogram(family.Name, labels, point);
                break;
            case MetricType.LongSum:
                WriteSample(PrometheusName.OfCounter(family.Name), labels, Text(point.GetSumLong()));
                break;
            case MetricType.DoubleSum:
                WriteSample(PrometheusName.OfCounter(family.Name), labels, Text(point.GetSumDouble()));
                break;
            case MetricType.LongSumNonMonotonic:
                WriteSample(family.Name, labels, Text(point.GetSumLong()));
                break;
            case MetricType.DoubleSumNonMonotonic:
                WriteSample(family.Name, labels, Text(point.GetSumDouble()));
                break;
            case MetricType.LongGauge:
                WriteSample(family.Name, labels, Text(point.GetGaugeLastValueLong()));
                break;
            default:
                WriteSample(family.Name, labels, Text(point.GetGaugeLastValueDouble()));
                break;
        }
    }

    private void WriteHistogram(string name, string labels, in MetricPoint point)
    {
        var comma = labels.Length > 0 ? "," : "";
        long below = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            WriteSample(name + "_bucket", $"{labels}{comma}le=\"{Bound(bucket.ExplicitBound)}\"", Text(below));
        }

        WriteSample(name + "_sum", labels, Text(point.GetHistogramSum()));
        WriteSample(name + "_count", labels, Text(point.GetHistogramCount()));
    }

    private void WriteSample(string name, string labels, string value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(value).Append('\n');
    }

    // In OpenMetrics a bound is always written as a number that may have a fraction.
    private string Bound(double value) => Text(value) is var text && _isOpenMetrics && double.IsInteger(value) && !text.Contains('E', StringComparison.Ordinal) ? text + ".0" : text;

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
