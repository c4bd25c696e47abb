using System.Globalization;
using System.Text;

namespace Modelyard.Inference;

/// <summary>A Prometheus histogram with fixed upper bounds. Observed by the engine thread, read by scrapes.</summary>
internal sealed class Histogram(string name, string help, params double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private readonly Lock _gate = new();
    private double _sum;

    internal double Mean
    {
        get
        {
            lock (_gate)
            {
                var count = _buckets.Sum();
                return count == 0 ? 0 : _sum / count;
            }
        }
    }

    internal void Observe(double value)
    {
        var bucket = Array.BinarySearch(bounds, value);
        lock (_gate)
        {
            _buckets[bucket < 0 ? ~bucket : bucket]++;
            _sum += value;
        }
    }

    internal void Write(StringBuilder text, string labels)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} histogram\n");
        lock (_gate)
        {
            var total = 0L;
            for (var i = 0; i <= bounds.Length; i++)
            {
                total += _buckets[i];
                var bound = i < bounds.Length ? bounds[i].ToString("0.0################", CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"{bound}\"}} {total}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}_sum{{{labels}}} {_sum}\n{name}_count{{{labels}}} {total}\n");
        }
    }
}
