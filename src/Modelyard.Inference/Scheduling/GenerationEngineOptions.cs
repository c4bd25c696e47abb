namespace Modelyard.Inference;

internal sealed record GenerationEngineOptions
{
    /// <summary>The engine's own limit on sequences in one context.</summary>
    internal const int MaxSequences = 256;

    internal required int ContextSize { get; init; }

    /// <summary>Positions in the cache, shared by all sequences.</summary>
    internal required int CacheCells { get; init; }

    /// <summary>Memory for the state of finished conversations, outside the cache.</summary>
    internal long PrefixBytes { get; init; }

    internal required int Parallel { get; init; }

    internal required int MaxQueue { get; init; }

    internal required int Threads { get; init; }

    /// <summary>How long a token may wait for the next ones, to be handed on with them.</summary>
    internal TimeSpan StreamInterval { get; init; }
}
