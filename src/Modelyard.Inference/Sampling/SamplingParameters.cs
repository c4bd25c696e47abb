namespace Modelyard.Inference;

/// <summary>How the next token is drawn, as one request asked for it.</summary>
internal sealed record SamplingParameters
{
    internal float Temperature { get; init; } = 1;

    internal float TopP { get; init; } = 1;

    internal int TopK { get; init; }

    internal float MinP { get; init; }

    internal float PresencePenalty { get; init; }

    internal float FrequencyPenalty { get; init; }

    internal float RepetitionPenalty { get; init; } = 1;

    /// <summary>Null draws a fresh seed for every choice.</summary>
    internal uint? Seed { get; init; }

    internal IReadOnlyList<LlamaLogitBias> LogitBias { get; init; } = [];

    /// <summary>A GBNF grammar the output must follow.</summary>
    internal string? Grammar { get; init; }

    /// <summary>Null for no log probabilities; else how many alternatives to report beside the chosen token.</summary>
    internal int? TopLogprobs { get; init; }

    internal bool IsPlainGreedy =>
        Temperature <= 0 && PresencePenalty == 0 && FrequencyPenalty == 0 && RepetitionPenalty == 1 && LogitBias.Count == 0 && Grammar is null;
}
