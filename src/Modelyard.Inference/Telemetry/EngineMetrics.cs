namespace Modelyard.Inference;

/// <summary>What the engine counts, under vLLM's names, so that one dashboard serves both servers.</summary>
internal sealed class EngineMetrics
{
    private static readonly double[] Latency =
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560];

    private static readonly double[] TokenLatency =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];

    private static readonly double[] TokenCounts =
        [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000];

    private readonly long[] _finished = new long[Enum.GetValues<FinishReason>().Length];

    private long _promptTokens;
    private long _generationTokens;
    private long _prefixQueries;
    private long _prefixHits;
    private long _preemptions;
    private long _rejections;

    internal long PromptTokens => Interlocked.Read(ref _promptTokens);

    internal long GenerationTokens => Interlocked.Read(ref _generationTokens);

    internal long PrefixQueries => Interlocked.Read(ref _prefixQueries);

    internal long PrefixHits => Interlocked.Read(ref _prefixHits);

    internal long Preemptions => Interlocked.Read(ref _preemptions);

    internal long Rejections => Interlocked.Read(ref _rejections);

    internal int Running { get; set; }

    internal int Waiting { get; set; }

    internal double CacheUsage { get; set; }

    internal Histogram TimeToFirstToken { get; } = new("vllm:time_to_first_token_seconds", "Time to first token.", Latency);

    internal Histogram InterTokenLatency { get; } = new("vllm:inter_token_latency_seconds", "Time between tokens of one choice.", TokenLatency);

    internal Histogram TimePerOutputToken { get; } =
        new("vllm:request_time_per_output_token_seconds", "Mean time per token after the first.", TokenLatency);

    internal Histogram EndToEnd { get; } = new("vllm:e2e_request_latency_seconds", "From arrival to the last token.", Latency);

    internal Histogram QueueTime { get; } = new("vllm:request_queue_time_seconds", "From arrival until scheduled.", Latency);

    internal Histogram PrefillTime { get; } = new("vllm:request_prefill_time_seconds", "From scheduled until the first token.", Latency);

    internal Histogram DecodeTime { get; } = new("vllm:request_decode_time_seconds", "From the first token to the last.", Latency);

    internal Histogram InferenceTime { get; } = new("vllm:request_inference_time_seconds", "From scheduled to the last token.", Latency);

    internal Histogram RequestPromptTokens { get; } = new("vllm:request_prompt_tokens", "Prompt tokens per request.", TokenCounts);

    internal Histogram RequestGenerationTokens { get; } = new("vllm:request_generation_tokens", "Generated tokens per request.", TokenCounts);

    internal Histogram RequestMaxTokens { get; } = new("vllm:request_params_max_tokens", "max_tokens per request.", TokenCounts);

    internal Histogram RequestChoices { get; } = new("vllm:request_params_n", "n per request.", 1, 2, 5, 10, 20);

    internal Histogram IterationTokens { get; } =
        new("vllm:iteration_tokens_total", "Tokens in one engine step.", 1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384);

    internal IReadOnlyList<Histogram> Histograms =>
    [
        TimeToFirstToken, InterTokenLatency, TimePerOutputToken, EndToEnd, QueueTime, PrefillTime, DecodeTime, InferenceTime,
        RequestPromptTokens, RequestGenerationTokens, RequestMaxTokens, RequestChoices, IterationTokens,
    ];

    internal long Finished(FinishReason reason) => Interlocked.Read(ref _finished[(int)reason]);

    internal void CountFinished(FinishReason reason) => Interlocked.Increment(ref _finished[(int)reason]);

    internal void CountPrompt(int tokens, int cached)
    {
        Interlocked.Add(ref _promptTokens, tokens);
        Interlocked.Add(ref _prefixQueries, tokens);
        Interlocked.Add(ref _prefixHits, cached);
    }

    internal void CountGenerated(int tokens) => Interlocked.Add(ref _generationTokens, tokens);

    internal void CountPreemption() => Interlocked.Increment(ref _preemptions);

    internal void CountRejection() => Interlocked.Increment(ref _rejections);
}
