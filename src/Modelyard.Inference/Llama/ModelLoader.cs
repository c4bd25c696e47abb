using Microsoft.Extensions.Logging;

namespace Modelyard.Inference;

/// <summary>Loads a model and starts the engine its kind asks for, with sizes that fit the model and the machine.</summary>
internal static partial class ModelLoader
{
    private const int DefaultContext = 8192;
    private const long WeightBytesPerThread = 32L << 20;

    internal static ServedModel Load(
        ModelFile file, string alias, LlamaServerOptions options, EngineMetrics metrics, TimeProvider time, ILogger logger,
        CancellationToken cancellationToken)
    {
        var model = LlamaModel.Load(file, options.EnginesDirectory, options.GpuLayers, logger, cancellationToken);
        try
        {
            RefuseUnsupported(model);
            var started = time.GetUtcNow().ToUnixTimeSeconds();
            var limit = model.TrainedContext > 0 ? model.TrainedContext : DefaultContext;
            var context = Math.Min(options.ContextSize ?? DefaultContext, limit);
            if (options.ContextSize > limit)
            {
                Log.ContextClamped(logger, options.ContextSize.Value, limit);
            }

            var engine = new GenerationEngineOptions
            {
                ContextSize = context,
                CacheCells = CacheCells(model, context, options.Parallel),
                PrefixBytes = options.PrefixCacheMegabytes is { } megabytes ? (long)megabytes << 20 : DefaultPrefixBytes(),
                Parallel = options.Parallel,
                MaxQueue = options.MaxQueue,
                StreamInterval = options.StreamInterval,
                Threads = options.Threads ?? Threads(model),
            };
            var template = ChatTemplate.Create(options.ChatTemplate ?? model.ChatTemplate, $"The model `{alias}`");
            if (options.Embedding ?? IsEmbeddingModel(model))
            {
                var embedding = new EmbeddingEngine(model, engine, Pooling(model, options.Pooling), metrics, time, logger);
                Log.Loaded(logger, alias, model.Describe(), "embeddings", context, 0, engine.Threads);
                return new ServedModel(alias, model, template, null, embedding, started);
            }

            if (template.Problem is { } problem)
            {
                Log.NoChat(logger, problem);
            }

            var generation = new GenerationEngine(model, engine, metrics, time, logger);
            Log.Loaded(logger, alias, model.Describe(), "text", context, generation.CacheCells, engine.Threads);
            return new ServedModel(alias, model, template, generation, null, started);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void RefuseUnsupported(LlamaModel model)
    {
        var problem = model.IsEncoderDecoder ? "it is an encoder-decoder model, and this server runs decoders and embedding models"
            : model.File.Header.Pooling is PoolingType.Rank ? "it is a reranking model, and this server generates text and embeddings"
            : model.Vocabulary.Size == 0 ? "it has no vocabulary"
            : null;
        if (problem is not null)
        {
            throw new ModelFileException($"model file {model.File.Path} cannot be served: {problem}");
        }
    }

    private static bool IsEmbeddingModel(LlamaModel model) =>
        model.IsEncoderOnly || !model.File.Header.HasCausalAttention || model.File.Header.Pooling is PoolingType.Mean or PoolingType.Cls or PoolingType.Last;

    // A text model that says nothing of pooling is read at its last token, which alone has seen the whole input.
    private static PoolingType Pooling(LlamaModel model, PoolingType asked) =>
        asked is not PoolingType.Unspecified ? asked
        : model.File.Header.Pooling is PoolingType.Mean or PoolingType.Cls or PoolingType.Last ? PoolingType.Unspecified
        : model.File.Header.HasCausalAttention && !model.IsEncoderOnly ? PoolingType.Last : PoolingType.Mean;

    // Room for every slot to fill its context, unless that takes more than a quarter of the memory this process may use.
    private static int CacheCells(LlamaModel model, int context, int parallel)
    {
        var affordable = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / model.CacheBytesPerToken;
        return (int)Math.Clamp((long)context * parallel, context, Math.Max(context, affordable));
    }

    private static long DefaultPrefixBytes() => Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    // Threads meet at a barrier after every operation. Below some megabytes of weights each, the waiting costs more than the work
    // saves, and on a busy machine a thread that is not scheduled holds up all the others.
    private static int Threads(LlamaModel model) =>
        (int)Math.Clamp((long)(model.Bytes / (ulong)WeightBytesPerThread), 1, Environment.ProcessorCount);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Serving {Alias} ({Model}): {Purpose}, context {Context}, cache {Cells} tokens, {Threads} threads")]
        internal static partial void Loaded(ILogger logger, string alias, string model, string purpose, int context, int cells, int threads);

        [LoggerMessage(LogLevel.Warning, "--ctx-size {Asked} is more than the {Limit} tokens the model was trained for; {Limit} are used")]
        internal static partial void ContextClamped(ILogger logger, int asked, int limit);

        [LoggerMessage(LogLevel.Warning, "Chat completions are refused: {Problem}")]
        internal static partial void NoChat(ILogger logger, string problem);
    }
}
