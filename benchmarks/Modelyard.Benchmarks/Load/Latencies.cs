namespace Modelyard.Benchmarks;

/// <summary>The times of all calls of one kind, over all its slices.</summary>
internal sealed class Latencies
{
    private readonly List<double> _microseconds = [];
    private TimeSpan _elapsed;
    private long _allocated;

    public double PerSecond => _microseconds.Count / _elapsed.TotalSeconds;

    public double AllocatedPerRequest => (double)_allocated / _microseconds.Count;

    public void Add(IEnumerable<double> microseconds, TimeSpan elapsed, long allocated)
    {
        _microseconds.AddRange(microseconds);
        _elapsed += elapsed;
        _allocated += allocated;
    }

    public double Percentile(double share)
    {
        _microseconds.Sort();
        return _microseconds[Math.Min((int)(share * _microseconds.Count), _microseconds.Count - 1)];
    }
}
