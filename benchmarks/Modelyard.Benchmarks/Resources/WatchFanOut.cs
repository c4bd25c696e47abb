using System.Diagnostics;

namespace Modelyard.Benchmarks;

/// <summary>Many watches of one collection that note when they get which event.</summary>
internal sealed class WatchFanOut : IAsyncDisposable
{
    private const int PerConnection = 100;

    private readonly List<WatchConnection> _connections = [];
    private readonly Stopwatch _clock;
    private readonly double[][] _arrivals;
    private readonly int[] _seen;
    private readonly CountdownEvent _complete;

    private WatchFanOut(Stopwatch clock, int watchers, int events)
    {
        _clock = clock;
        _arrivals = [.. Enumerable.Range(0, watchers).Select(_ => new double[events])];
        _seen = new int[watchers];
        _complete = new CountdownEvent(watchers);
    }

    /// <summary>Opens the watches, a hundred on each connection; they expect so many events.</summary>
    public static async Task<WatchFanOut> OpenAsync(ServedApi api, string collection, string revision, int watchers, int events, Stopwatch clock)
    {
        var all = new WatchFanOut(clock, watchers, events);
        for (var first = 0; first < watchers; first += PerConnection)
        {
            var offset = first;
            var count = Math.Min(PerConnection, watchers - first);
            all._connections.Add(await WatchConnection.OpenAsync(
                api, $"{collection}?watch=true&resourceVersion={revision}", count, (watch, lines) => all.Note(offset + watch, lines)));
        }

        return all;
    }

    /// <summary>Waits for all watches to have seen all events.</summary>
    public Task WaitAsync() => Task.Run(() =>
    {
        if (!_complete.Wait(TimeSpan.FromMinutes(1)))
        {
            throw new TimeoutException($"{_complete.CurrentCount} watches miss events; the first has seen {_seen[0]}");
        }
    });

    /// <summary>Milliseconds from when each event was sent until the last watch had it.</summary>
    public IEnumerable<double> LastDeliveries(double[] sent) => sent.Select((at, i) => _arrivals.Max(a => a[i]) - at);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _complete.Dispose();
    }

    private void Note(int watch, int lines)
    {
        var (arrivals, now) = (_arrivals[watch], _clock.Elapsed.TotalMilliseconds);
        for (; lines > 0; lines--)
        {
            arrivals[_seen[watch]++] = now;
            if (_seen[watch] == arrivals.Length)
            {
                _complete.Signal();
            }
        }
    }
}
