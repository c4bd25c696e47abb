using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.Inference;
using Modelyard.Inference.Tests;

namespace Modelyard.Benchmarks;

/// <summary>
/// The model server against a bare decode loop on the same random model of 100 million parameters, with the same batch, threads
/// and cache. Rounds alternate between the two, so that what else the machine does meets both alike; medians are reported.
/// </summary>
internal static class InferenceBenchmark
{
    private const int PromptTokens = 32;
    private const int LongPrompt = 512;
    private const int Context = 1024;

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
                Model = path, Alias = "random", Parallel = parallel, Threads = options.Threads, EnginesDirectory = options.Engines, LogLevel = LogLevel.Warning,
            },
            TimeProvider.System,
            CancellationToken.None);
        await server.Loaded;
        using var client = new ServerClient(server.Address);
        using var model = LlamaModel.Load(ModelFile.Open(path), options.Engines, 0, NullLogger.Instance, CancellationToken.None);
        using var bare = new BareDecoder(model, Context * parallel, parallel * 2, options.Threads);
        var prompts = new PromptSource(model.Vocabulary.Size);

        foreach (var streams in options.Streams)
        {
            await ThroughputAsync(options, client, bare, prompts, streams);
        }

        await FirstTokenAsync(options, client, bare, prompts);
    }

    private static async Task ThroughputAsync(InferenceBenchmarkOptions options, ServerClient client, BareDecoder bare, PromptSource prompts, int streams)
    {
        var (ours, limit, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < options.Rounds; round++)
        {
            // Round -1 warms up. Fresh prompts each time: nothing comes from the cache.
            var batch = prompts.Take(streams, PromptTokens);
            var (a, b) = round % 2 == 0
                ? (await client.RunAsync(batch, options.Tokens), bare.Run(batch, options.Tokens))
                : Swap(bare.Run(batch, options.Tokens), await client.RunAsync(batch, options.Tokens));
            if (round >= 0)
            {
                var tokens = streams * options.Tokens;
                ours.Add(tokens / a);
                limit.Add(tokens / b);
                ratios.Add(b / a);
            }
        }

        Console.WriteLine(
            $"{streams,3} streams: server {Median(ours),7:0} tokens/s, bare loop {Median(limit),7:0} tokens/s, ratio {Median(ratios):0.000} ({ratios.Min():0.000} to {ratios.Max():0.000})");
    }

    private static async Task FirstTokenAsync(InferenceBenchmarkOptions options, ServerClient client, BareDecoder bare, PromptSource prompts)
    {
        var (cold, cached, limit) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            var prompt = prompts.Take(1, LongPrompt);
            cold.Add((await client.StreamAsync(prompt[0], 1)).First * 1000);
            cached.Add((await client.StreamAsync(prompt[0], 1)).First * 1000);
            limit.Add(bare.Run(prompt, 1) * 1000);
        }

        Console.WriteLine(
            $"first token of {LongPrompt}: cold {Median(cold):0.0} ms (bare loop {Median(limit):0.0} ms), prefix cached {Median(cached):0.0} ms");
    }

    private static (double, double) Swap(double b, double a) => (a, b);

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}
