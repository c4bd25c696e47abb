using System.Diagnostics;

namespace Modelyard.Benchmarks;

/// <summary>Many watches of one collection, each over a stream of its own, that note when they get which event.</summary>
internal sealed class WatchFanOut : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<HttpResponseMessage> _responses = [];
    private readonly List<Task> _readers = [];
    private readonly Stopwatch _clock;
    private readonly double[][] _arrivals;
    private readonly CountdownEvent _complete;

    private WatchFanOut(Stopwatch clock, int watchers, int events)
    {
        _clock = clock;
        _arrivals = [.. Enumerable.Range(0, watchers).Select(_ => new double[events])];
        _complete = new CountdownEvent(watchers);
    }

    /// <summary>Opens the watches; each ends when it has seen so many events.</summary>
    public static async Task<WatchFanOut> OpenAsync(HttpClient client, string collection, string revision, int watchers, int events, Stopwatch clock)
    {
        var all = new WatchFanOut(clock, watchers, events);
        for (var i = 0; i < watchers; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{collection}?watch=true&resourceVersion={revision}")
            {
                Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy,
            };
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            all._responses.Add(response);
            all._readers.Add(all.ReadAsync(response, all._arrivals[i]));
        }

        return all;
    }

    /// <summary>Waits for all watches to have seen all events.</summary>
    public Task WaitAsync() => Task.Run(() => _complete.Wait(TimeSpan.FromMinutes(1)) ? 0 : throw new TimeoutException($"{_complete.CurrentCount} watches miss events; the first has {_arrivals[0].Count(a => a > 0)}"));

    /// <summary>Milliseconds from when each event was sent until the last watch had it.</summary>
    public IEnumerable<double> LastDeliveries(double[] sent) => sent.Select((at, i) => _arrivals.Max(a => a[i]) - at);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_readers);
        _responses.ForEach(r => r.Dispose());
        _complete.Dispose();
        _stop.Dispose();
    }

    // Only the ends of lines are looked for: the readers run on the processors of the server that they measure.
    private async Task ReadAsync(HttpResponseMessage response, double[] arrivals)
    {
        var buffer = new byte[32 * 1024];
        var seen = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(_stop.Token);
            while (seen < arrivals.Length && await stream.ReadAsync(buffer, _stop.Token) is var read and > 0)
            {
                var now = _clock.Elapsed.TotalMilliseconds;
                var lines = Math.Min(buffer.AsSpan(0, read).Count((byte)'\n'), arrivals.Length - seen);
                arrivals.AsSpan(seen, lines).Fill(now);
                seen += lines;
            }

            if (seen == arrivals.Length)
            {
                _complete.Signal();
            }

            await Task.Delay(Timeout.Infinite, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Measured enough.
        }
    }
}
