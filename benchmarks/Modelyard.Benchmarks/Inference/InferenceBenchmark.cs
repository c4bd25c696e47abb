using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Inference;
using Modelyard.Inference.Tests;

namespace Modelyard.Benchmarks;

/// <summary>
/// The model server against a bare decode loop on the same random model of 100 million parameters, with the same batch, threads
/// and cache. The server listens on a Unix domain socket, as the node agent starts it. Rounds alternate between the two, so that what else the machine does meets both alike; medians are reported. Beside
/// the wall clock stands processor time, the client's share included: it says the same on a quiet machine and more on a busy one.
/// </summary>
internal static class InferenceBenchmark
{
    private const int PromptTokens = 32;
    private const int LongPrompt = 512;
    private const int Context = 1024;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    internal static async Task RunAsync(InferenceBenchmarkOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("modelyard-benchmark-");
        try
        {
            var path = Path.Combine(folder.FullName, "random.gguf");
            var shape = new RandomGguf
            {
                Width = 768, Layers = 12, Heads = 12, KeyValueHeads = 4, FeedForward = 2048, Context = Context, VocabularySize = 16_000, Quantized = true,
            };
            shape.WriteTo(path);
            Console.WriteLine($"100 M parameters, Q8_0, {new FileInfo(path).Length / 1_000_000} MB; {options.Threads} threads; {options.Rounds} rounds");
            await CompareAsync(path, options);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string path, InferenceBenchmarkOptions options)
    {
        var parallel = options.Streams.Max();
        await using var server = await LlamaServer.StartAsync(
            new LlamaServerOptions
            {
                Model = path, Alias = "random", SocketPath = Path.Combine(Path.GetDirectoryName(path)!, "server.sock"), Parallel = parallel, Threads = options.Threads, EnginesDirectory = options.Engines, LogLevel = LogLevel.Warning,
            },
            TimeProvider.System,
            CancellationToken.None);
        await server.Loaded;
        var client = new ServerClient(server.SocketPath!);
        using var model = LlamaModel.Load(ModelFile.Open(path), options.Engines, 0, NullLogger.Instance, CancellationToken.None);
        using var bare = new BareDecoder(model, Context * parallel, parallel * 2, options.Threads);
        var prompts = new PromptSource(model.Vocabulary.Size);

        await WarmUpAsync(client, prompts, options.Tokens);
        foreach (var streams in options.Streams)
        {
            await ThroughputAsync(options, client, bare, prompts, streams);
        }

        await FirstTokenAsync(options, client, bare, prompts);
    }

    // A server lives longer than the runtime takes to compile its code well; the first seconds say nothing about the rest.
    private static async Task WarmUpAsync(ServerClient client, PromptSource prompts, int tokens)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
        {
            await client.RunAsync(prompts.Take(1, PromptTokens), tokens);
        }
    }

    private static async Task ThroughputAsync(InferenceBenchmarkOptions options, ServerClient client, BareDecoder bare, PromptSource prompts, int streams)
    {
        var (ours, limit) = (new List<Cost>(), new List<Cost>());
        for (var round = -1; round < options.Rounds; round++)
        {
            // Round -1 warms up. Fresh prompts each time: nothing comes from the cache.
            var batch = prompts.Take(streams, PromptTokens);
            var serverFirst = round % 2 == 0;
            var first = serverFirst ? await Serve() : Bare();
            var second = serverFirst ? Bare() : await Serve();
            if (round >= 0)
            {
                ours.Add(serverFirst ? first : second);
                limit.Add(serverFirst ? second : first);
            }

            Task<Cost> Serve() => Cost.OfAsync(() => client.RunAsync(batch, options.Tokens));
            Cost Bare() => Cost.Of(() => bare.Run(batch, options.Tokens));
        }

        var tokens = streams * options.Tokens;
        Console.WriteLine(
            $"{streams,3} streams: server {Speed(ours),6:0} tokens/s, bare loop {Speed(limit),6:0} tokens/s; "
            + $"ratio by the clock {Ratio(c => c.Seconds)}, by processor time {Ratio(c => c.ProcessorSeconds)}");

        double Speed(List<Cost> costs) => Median([.. costs.Select(c => tokens / c.Seconds)]);

        string Ratio(Func<Cost, double> of)
        {
            var ratios = limit.Zip(ours, (b, a) => of(b) / of(a)).ToList();
            return $"{Median(ratios):0.000} ({ratios.Min():0.000} to {ratios.Max():0.000})";
        }
    }

    private static async Task FirstTokenAsync(InferenceBenchmarkOptions options, ServerClient client, BareDecoder bare, PromptSource prompts)
    {
        var (cold, cached, limit, work) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            var prompt = prompts.Take(1, LongPrompt);
            var first = 0d;
            var cost = await Cost.OfAsync(async () => first = (await client.RunAsync(prompt, 1)).First[0]);
            cold.Add(first * 1000);
            cached.Add((await client.RunAsync(prompt, 1)).First[0] * 1000);
            var bareCost = Cost.Of(() => bare.Run(prompt, 1));
            limit.Add(bareCost.Seconds * 1000);
            work.Add(bareCost.ProcessorSeconds / cost.ProcessorSeconds);
        }

        Console.WriteLine(
            $"first token of {LongPrompt}: cold {Median(cold):0.0} ms (bare loop {Median(limit):0.0} ms, ratio by processor time {Median(work):0.000}), prefix cached {Median(cached):0.0} ms");
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}
