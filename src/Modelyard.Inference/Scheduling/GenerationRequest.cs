namespace Modelyard.Inference;

/// <summary>What the scheduler needs to know of one request.</summary>
internal sealed record GenerationRequest
{
    internal required int[] Prompt { get; init; }

    internal required int MaxTokens { get; init; }

    internal SamplingParameters Sampling { get; init; } = new();

    internal IReadOnlyList<byte[]> Stops { get; init; } = [];

    internal int Choices { get; init; } = 1;

    /// <summary>Keeps going past end-of-generation tokens, for benchmarks and load tests.</summary>
    internal bool IgnoreEnd { get; init; }
}
