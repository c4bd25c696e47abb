using Microsoft.Extensions.Logging.Abstractions;

namespace Modelyard.Inference.Tests;

/// <summary>A loaded random model for tests that drive the engine itself.</summary>
public sealed class EngineFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private LlamaModel? _model;

    internal LlamaModel Model => _model ??= LlamaModel.Load(ModelFile.Open(_folder.Model(new RandomGguf())), Engines.Require(), 0, NullLogger.Instance, CancellationToken.None);

    internal EngineMetrics Metrics { get; private set; } = new();

    internal GenerationEngine Start(int parallel = 4, int context = 512, int cells = 2048, int maxQueue = 64, long prefixBytes = 64 << 20, TimeSpan streamInterval = default)
    {
        Metrics = new EngineMetrics();
        var options = new GenerationEngineOptions
        {
            ContextSize = context, CacheCells = cells, PrefixBytes = prefixBytes, Parallel = parallel, MaxQueue = maxQueue, Threads = 1, StreamInterval = streamInterval,
        };
        return new GenerationEngine(Model, options, Metrics, TimeProvider.System, NullLogger.Instance);
    }

    /// <summary>A prompt that starts as every other of the same stem, and goes on in its own way.</summary>
    internal int[] Prompt(int length, int seed, int stem = 0)
    {
        var (shared, own) = (new Random(99), new Random(seed));
        return [1, .. Enumerable.Range(1, length - 1).Select(i => (i < stem ? shared : own).Next(262, Model.Vocabulary.Size))];
    }

    internal static async Task<List<int>> TokensAsync(Generation generation)
    {
        await foreach (var _ in generation.Events.ReadAllAsync(TestContext.Current.CancellationToken))
        {
        }

        return generation.Tokens[generation.Request.Prompt.Length..];
    }

    internal static GenerationRequest Greedy(int[] prompt, int tokens) =>
        new() { Prompt = prompt, MaxTokens = tokens, IgnoreEnd = true, Sampling = new SamplingParameters { Temperature = 0 } };

    public void Dispose()
    {
        _model?.Dispose();
        _folder.Dispose();
    }
}
