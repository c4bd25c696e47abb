using System.Diagnostics;

namespace Modelyard.Benchmarks;

/// <summary>As many clients as asked for, each calling again as soon as its last call is done.</summary>
internal static class Load
{
    /// <param name="clients">How many at once.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="latencies">Where the times of the calls go.</param>
    /// <param name="call">One call; given the client's number and the number of its call.</param>
    public static async Task RunAsync(int clients, TimeSpan duration, Latencies latencies, Func<int, int, Task> call)
    {
        var clock = Stopwatch.StartNew();
        var allocated = GC.GetTotalAllocatedBytes();
        var times = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = new List<double>(4096);
            for (var number = 0; clock.Elapsed < duration; number++)
            {
                var sent = clock.Elapsed;
                await call(client, number);
                own.Add((clock.Elapsed - sent).TotalMicroseconds);
            }

            return own;
        })));
        latencies.Add(times.SelectMany(t => t), clock.Elapsed, GC.GetTotalAllocatedBytes() - allocated);
    }
}
