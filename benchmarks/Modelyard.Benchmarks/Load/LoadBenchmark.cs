using System.Globalization;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>
/// The gateway beside a direct call, nginx and another gateway, on the same upstream, in turns, a slice of time each, so that whatever else the
/// machine does falls on all of them.
/// </summary>
internal static class LoadBenchmark
{
    private const int Rounds = 5;
    private const int Streams = 1000;
    private const int StreamSeconds = 10;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] parts)
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-load-").FullName;
        try
        {
            Console.WriteLine("| what | | direct | gateway | difference | ratio |");
            Console.WriteLine("|---|---|---|---|---|---|");
            await using var nginx = await NginxServer.StartAsync(folder);
            if (Wanted("latency") || Wanted("large") || Wanted("throughput"))
            {
                await RequestsAsync(folder, nginx, Wanted);
            }

            if (Wanted("streams"))
            {
                await StreamsAsync(folder);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        bool Wanted(string part) => parts.Length == 0 || parts.Contains(part);
    }

    private static async Task RequestsAsync(string folder, NginxServer nginx, Func<string, bool> wanted)
    {
        var (process, target) = await StartGatewayAsync(folder, $"127.0.0.1:{nginx.Upstream}");
        await using var _ = process;
        var direct = At(nginx.Upstream);
        if (wanted("latency"))
        {
            await LatencyAsync("1 KB, 1 connection", direct, target, 1024, 1);
        }

        if (wanted("large"))
        {
            var before = process.WorkingSet;
            await LatencyAsync("220 KB, 20 connections, 400/s", direct, target, 220 * 1024, 20, TimeSpan.FromMilliseconds(50));
            await LatencyAsync("220 KB, 20 connections, as fast as they can", direct, target, 220 * 1024, 20);
            Console.WriteLine($"| 220 KB, 20 connections | memory of the gateway, MiB | | {before >> 20} → {process.WorkingSet >> 20} | | |");
        }

        if (wanted("throughput"))
        {
            await ThroughputAsync(folder, direct, target, At(nginx.Proxy), nginx.Upstream);
        }
    }

    private static async Task LatencyAsync(string what, Target direct, Target gateway, int bytes, int connections, TimeSpan pace = default)
    {
        using var load = new ClosedLoop(connections, Encoding.UTF8.GetBytes(Body(bytes)), pace);
        await load.RunAsync(direct, Slice, new Latencies());
        await load.RunAsync(gateway, 2 * Slice, new Latencies());
        Latencies base1 = new(), ours = new();
        for (var round = 0; round < Rounds; round++)
        {
            await load.RunAsync(direct, Slice, base1);
            await load.RunAsync(gateway, Slice, ours);
        }

        Row(what, "p50 ms", base1.Percentile(0.50) / 1000, ours.Percentile(0.50) / 1000);
        Row(what, "p99 ms", base1.Percentile(0.99) / 1000, ours.Percentile(0.99) / 1000);
    }

    private static async Task ThroughputAsync(string folder, Target direct, Target gateway, Target proxy, int upstream)
    {
        var (portkeyProcess, portkey) = await PortkeyGateway.StartAsync(folder, upstream);
        await using var _ = portkeyProcess;
        (string Name, Target Target)[] all = [("direct", direct), ("nginx", proxy), ("gateway", gateway), ("portkey", portkey)];
        var rates = all.ToDictionary(t => t.Name, _ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (name, target) in all)
            {
                var rate = await Wrk.RequestsPerSecondAsync(folder, target, 64, Body(1024), Slice);
                if (round >= 0)
                {
                    rates[name].Add(rate);
                }
            }
        }

        var median = rates.ToDictionary(r => r.Key, r => r.Value.Order().ElementAt(r.Value.Count / 2));
        foreach (var (name, _) in all)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| 1 KB, 64 connections | {name} | {median[name]:0}/s | gateway over it: | | {median["gateway"] / median[name]:0.00} |"));
        }
    }

    private static async Task StreamsAsync(string folder)
    {
        var (upstream, authority) = await ChildProcess.StartSelfAsync("serve-upstream", StreamSeconds.ToString(CultureInfo.InvariantCulture));
        await using var _ = upstream;
        var (process, gateway) = await StartGatewayAsync(Directory.CreateDirectory(Path.Combine(folder, "streams")).FullName, authority);
        await using var __ = process;
        var direct = new Target(new Uri($"http://{authority}/v1/chat/completions"), null);
        await StreamLoad.RunAsync(gateway, 10);
        foreach (var streams in (int[])[100, 300, 600, Streams])
        {
            var alone = await StreamLoad.RunAsync(direct, streams);
            var through = await StreamLoad.RunAsync(gateway, streams);
            var what = $"{streams} streams at 50 events/s";
            Row(what, "age of an event, p50 ms", Percentile(alone.Ages, 0.5), Percentile(through.Ages, 0.5));
            Row(what, "age of an event, p99 ms", Percentile(alone.Ages, 0.99), Percentile(through.Ages, 0.99));
            Row(what, "longest silence ms", alone.LongestSilenceMs, through.LongestSilenceMs);
            Row(what, "streams without an end", alone.Failed, through.Failed);
        }
    }

    public static async Task<(ChildProcess Process, Target Target)> StartGatewayAsync(string folder, string upstream)
    {
        var (process, line) = await ChildProcess.StartSelfAsync("serve-gateway", folder, upstream);
        var words = line.Split(' ');
        return (process, new Target(new Uri(new Uri(words[0]), "/v1/chat/completions"), $"Bearer {words[1]}"));
    }

    private static Target At(int port) => new(new Uri($"http://127.0.0.1:{port}/v1/chat/completions"), null);

    public static string Body(int bytes) => $$"""{"model":"atlas","messages":[{"role":"user","content":"{{new string('x', bytes - 64)}}"}]}""";

    private static double Percentile(List<double> microseconds, double share)
    {
        microseconds.Sort();
        return microseconds[Math.Min((int)(share * microseconds.Count), microseconds.Count - 1)] / 1000;
    }

    private static void Row(string what, string unit, double direct, double gateway) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {unit} | {direct:0.000} | {gateway:0.000} | {gateway - direct:+0.000;-0.000} | {gateway / direct:0.00} |"));
}
