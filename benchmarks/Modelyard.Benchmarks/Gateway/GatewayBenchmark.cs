using System.Globalization;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>
/// What a call through the gateway costs over the same call to the replica itself. Both are measured in turns, a slice of time each, so that whatever
/// else the machine does falls on both; the replica answers at once, so that the difference is the gateway's alone.
/// </summary>
internal static class GatewayBenchmark
{
    private const int Rounds = 10;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Length > 1 || !double.TryParse(arguments.FirstOrDefault() ?? "10", CultureInfo.InvariantCulture, out var seconds) || seconds <= 0)
        {
            await Console.Error.WriteLineAsync("gateway: give the seconds each measurement may take, e.g. 10.");
            return 2;
        }

        await using var bench = await GatewayBench.StartAsync();
        Console.WriteLine("| body | connections | | direct | gateway | added | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (bytes, connections) in ((int, int)[])[(1024, 1), (1024, 64), (220 * 1024, 20)])
        {
            await MeasureAsync(bench, bytes, connections, TimeSpan.FromSeconds(seconds));
        }

        return 0;
    }

    private static async Task MeasureAsync(GatewayBench bench, int bytes, int connections, TimeSpan budget)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"model":"atlas","messages":[{"role":"user","content":"{{new string('x', bytes - 64)}}"}]}""");
        using var load = new ClosedLoop(connections, body);
        var slice = budget / (2 * Rounds);
        await load.RunAsync(bench.Direct, slice, new Latencies());
        await load.RunAsync(bench.Gateway, slice, new Latencies());

        Latencies direct = new(), gateway = new();
        for (var round = 0; round < Rounds; round++)
        {
            await load.RunAsync(bench.Direct, slice, direct);
            await load.RunAsync(bench.Gateway, slice, gateway);
        }

        var label = bytes >= 10_000 ? $"{bytes / 1024} KB" : $"{bytes} B";
        Row(label, connections, "p50 µs", direct.Percentile(0.50), gateway.Percentile(0.50));
        Row(label, connections, "p99 µs", direct.Percentile(0.99), gateway.Percentile(0.99));
        Row(label, connections, "requests/s", direct.PerSecond, gateway.PerSecond);
        Row(label, connections, "allocated B/request, whole process", direct.AllocatedPerRequest, gateway.AllocatedPerRequest);
    }

    private static void Row(string body, int connections, string what, double direct, double gateway) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {body} | {connections} | {what} | {direct:0} | {gateway:0} | {gateway - direct:+0;-0} | {gateway / direct:0.00} |"));
}
