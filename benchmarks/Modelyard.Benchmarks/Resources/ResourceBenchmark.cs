using System.Diagnostics;
using System.Globalization;

namespace Modelyard.Benchmarks;

/// <summary>
/// The API server as its clients see it: in a process of its own, over HTTPS and HTTP/2, with objects of 1 KB; first over SQLite, then
/// over PostgreSQL. The clients share the machine's processors with it.
/// </summary>
internal sealed class ResourceBenchmark(ServedApi api, string store)
{
    private const int Objects = 10_000;
    private const int Watchers = 500;
    private const int EventsPerSecond = 200;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(8);

    /// <param name="parts">Which of <c>writes</c>, <c>lists</c>, <c>reactions</c> and <c>fan-out</c>; all when none is named.</param>
    public static async Task RunAsync(string[] parts)
    {
        Console.WriteLine("| store | what | p50 ms | p99 ms | |");
        Console.WriteLine("|---|---|---|---|---|");
        await RunAsync("SQLite", null, parts);
        await using var postgres = await PostgresCluster.StartAsync();
        await RunAsync("PostgreSQL", postgres.Url, parts);
    }

    private static async Task RunAsync(string store, string? databaseUrl, string[] parts)
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-benchmark-").FullName;
        try
        {
            await using var api = await ServedApi.StartAsync(folder, databaseUrl);
            var benchmark = new ResourceBenchmark(api, store);
            (string Name, Func<Task> Measure)[] all =
            [
                ("writes", benchmark.WritesAsync), ("lists", benchmark.ListsAsync), ("reactions", benchmark.ReactionsAsync), ("fan-out", benchmark.FanOutAsync),
            ];
            foreach (var (_, measure) in all.Where(p => parts.Length == 0 || parts.Contains(p.Name)))
            {
                await measure();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WritesAsync()
    {
        using var client = api.CreateClient();
        foreach (var clients in (int[])[1, 32])
        {
            var maps = new ConfigMaps(client, $"writes-{clients}");
            await maps.CreateNamespaceAsync();
            await Load.RunAsync(clients, Slice / 4, new Latencies(), (c, n) => maps.CreateAsync($"warm-up-{c}-{n}"));
            Latencies creates = new(), updates = new();
            await Load.RunAsync(clients, Slice, creates, (c, n) => maps.CreateAsync($"object-{c}-{n}"));
            await Load.RunAsync(clients, Slice, updates, (c, n) => maps.UpdateAsync($"object-{c}-{n % 10}", n));
            Report($"create, {clients} clients", creates);
            Report($"update, {clients} clients", updates);
        }
    }

    private async Task ListsAsync()
    {
        using var client = api.CreateClient();
        using var compressed = api.CreateClient(acceptGzip: true);
        var maps = new ConfigMaps(client, "lists");
        await maps.CreateNamespaceAsync();
        var before = await api.MemoryAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, Objects), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) => await maps.CreateAsync($"object-{i}"));
        Note($"memory per {Objects} objects", await api.MemoryAsync() - before, 1 << 20, "MiB");

        await ReadAsync($"list of {Objects}", client, maps.Collection);
        await ReadAsync($"list of {Objects}, gzip", compressed, maps.Collection);
        await ReadAsync($"one page of 500 of {Objects}", client, $"{maps.Collection}?limit=500");
        await ReadAsync($"list of {Objects} by a label that all have", client, $"{maps.Collection}?labelSelector=app%3Dbenchmark");
    }

    /// <summary>How soon a watch, and a controller, knows of an object that is created while nothing else happens.</summary>
    private async Task ReactionsAsync()
    {
        const int Events = 500;
        using var client = api.CreateClient();
        var maps = new ConfigMaps(client, "reactions");
        await maps.CreateNamespaceAsync();
        var clock = Stopwatch.StartNew();
        var sent = new double[Events];
        await using (var watch = await WatchFanOut.OpenAsync(api, maps.Collection, await maps.RevisionAsync(), 1, Events, clock))
        {
            for (var i = 0; i < Events; i++)
            {
                sent[i] = clock.Elapsed.TotalMilliseconds;
                await maps.CreateAsync($"object-{i}");
            }

            await watch.WaitAsync();
            Report("create until a watch has it", watch.LastDeliveries(sent), "");
        }

        Report("create until a controller has answered with a write", await ReconcileLatency.MeasureAsync(api, Events), "");
    }

    private async Task FanOutAsync()
    {
        // A server lives longer than the runtime takes to compile its code well: under this load some twenty seconds.
        const int WarmUp = EventsPerSecond * 25;
        const int Events = WarmUp + (EventsPerSecond * 10);
        const int Objects = 50;
        using var client = api.CreateClient();
        var maps = new ConfigMaps(client, "fan-out");
        await maps.CreateNamespaceAsync();
        for (var i = 0; i < Objects; i++)
        {
            await maps.CreateAsync($"object-{i}");
        }

        var before = await api.MemoryAsync();
        var clock = Stopwatch.StartNew();
        await using var watches = await WatchFanOut.OpenAsync(api, maps.Collection, await maps.RevisionAsync(), Watchers, Events, clock);
        Note("memory per watch", (await api.MemoryAsync() - before) / Watchers, 1 << 10, "KiB");

        // On schedule, whether earlier ones are answered or not: a slow server must not slow down what it is measured with.
        var writes = new List<Task<(long Revision, double Sent, double Acknowledged)>>(Events);
        var start = clock.Elapsed;
        for (var i = 0; i < Events; i++)
        {
            var due = start + TimeSpan.FromSeconds((double)i / EventsPerSecond);
            if (due - clock.Elapsed is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            writes.Add(WriteAsync(i));
        }

        var rate = Events / (clock.Elapsed - start).TotalSeconds;
        var written = await Task.WhenAll(writes);
        await watches.WaitAsync();
        var events = written.OrderBy(w => w.Revision).ToList();
        ReportFrom("write sent", [.. events.Select(e => e.Sent)]);
        ReportFrom("write acknowledged", [.. events.Select(e => e.Acknowledged)]);

        void ReportFrom(string what, double[] moments) => Report(
            $"{what} until the last of {Watchers} watches has it", watches.LastDeliveries(moments).Skip(WarmUp), string.Create(CultureInfo.InvariantCulture, $"{rate:0} events/s"));

        async Task<(long Revision, double Sent, double Acknowledged)> WriteAsync(int i)
        {
            var sent = clock.Elapsed.TotalMilliseconds;
            var answer = await maps.UpdateAsync($"object-{i % Objects}", i + 1);
            return (ConfigMaps.RevisionOf(answer), sent, clock.Elapsed.TotalMilliseconds);
        }
    }

    private async Task ReadAsync(string what, HttpClient client, string path)
    {
        const int Calls = 25;
        var times = new List<double>();
        long bytes = 0;
        for (var i = -3; i < Calls; i++)
        {
            var clock = Stopwatch.StartNew();
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[64 * 1024];
            bytes = 0;
            while (await body.ReadAsync(buffer) is var read and > 0)
            {
                bytes += read;
            }

            if (i >= 0)
            {
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        Report(what, times, string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"));
    }

    private void Report(string what, Latencies latencies) => Row(
        what, latencies.Percentile(0.5) / 1000, latencies.Percentile(0.99) / 1000, string.Create(CultureInfo.InvariantCulture, $"{latencies.PerSecond:0}/s"));

    private void Report(string what, IEnumerable<double> milliseconds, string remark)
    {
        var sorted = milliseconds.Order().ToList();
        Row(what, sorted[sorted.Count / 2], sorted[(int)(sorted.Count * 0.99)], remark);
    }

    private void Row(string what, double median, double slow, string remark) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {store} | {what} | {median:0.0} | {slow:0.0} | {remark} |"));

    private void Note(string what, double bytes, int unit, string name) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {store} | {what} | | | {bytes / unit:0.0} {name} |"));
}
