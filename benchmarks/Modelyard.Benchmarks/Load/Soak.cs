using System.Globalization;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>Half an hour of small calls, large ones and streams through two gateways, and what becomes of their memory.</summary>
internal static class Soak
{
    private const int StreamSeconds = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-soak-").FullName;
        try
        {
            await using var nginx = await NginxServer.StartAsync(folder);
            var (upstream, authority) = await ChildProcess.StartSelfAsync("serve-upstream", StreamSeconds.ToString(CultureInfo.InvariantCulture));
            await using var _ = upstream;
            var (calls, callTarget) = await LoadBenchmark.StartGatewayAsync(Directory.CreateDirectory(Path.Combine(folder, "calls")).FullName, $"127.0.0.1:{nginx.Upstream}");
            await using var __ = calls;
            var (streams, streamTarget) = await LoadBenchmark.StartGatewayAsync(Directory.CreateDirectory(Path.Combine(folder, "streams")).FullName, authority);
            await using var ___ = streams;

            var latencies = new Latencies();
            using var small = new ClosedLoop(20, Encoding.UTF8.GetBytes(LoadBenchmark.Body(1024)), Pace);
            using var large = new ClosedLoop(2, Encoding.UTF8.GetBytes(LoadBenchmark.Body(220 * 1024)), Pace);
            await Task.WhenAll(
                small.RunAsync(callTarget, duration, latencies),
                large.RunAsync(callTarget, duration, new Latencies()),
                RepeatStreamsAsync(streamTarget, duration),
                WatchAsync("small and large calls", calls, duration),
                WatchAsync("streams", streams, duration));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"small calls: p50 {latencies.Percentile(0.5) / 1000:0.00} ms, p99 {latencies.Percentile(0.99) / 1000:0.00} ms"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RepeatStreamsAsync(Target target, TimeSpan duration)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < duration)
        {
            var run = await StreamLoad.RunAsync(target, 50);
            if (run.Failed > 0)
            {
                throw new InvalidOperationException($"{run.Failed} streams broke off");
            }
        }
    }

    private static async Task WatchAsync(string what, ChildProcess process, TimeSpan duration)
    {
        var began = TimeProvider.System.GetTimestamp();
        var samples = new List<(double Hours, double MiB)>();
        using var timer = new PeriodicTimer(SampleEvery);
        while (TimeProvider.System.GetElapsedTime(began) is var elapsed && elapsed < duration)
        {
            await timer.WaitForNextTickAsync();
            if (elapsed > WarmUp)
            {
                samples.Add((elapsed.TotalHours, process.WorkingSet / 1024.0 / 1024));
            }
        }

        var (hours, size) = (samples.Average(s => s.Hours), samples.Average(s => s.MiB));
        var slope = samples.Sum(s => (s.Hours - hours) * (s.MiB - size)) / samples.Sum(s => (s.Hours - hours) * (s.Hours - hours));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory, {what}: mean {size:0} MiB, least {samples.Min(s => s.MiB):0}, most {samples.Max(s => s.MiB):0}, slope {slope:+0.0;-0.0} MiB an hour after {WarmUp.TotalMinutes:0} of {duration.TotalMinutes:0} minutes"));
    }
}
