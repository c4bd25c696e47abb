namespace Modelyard.Library;

/// <summary>What one file says about the model. Several are merged, the one nearest to the weights first.</summary>
internal sealed record ModelFacts
{
    internal string? Task { get; init; }

    internal string? Architecture { get; init; }

    internal long? Parameters { get; init; }

    internal string? Quantization { get; init; }

    internal long? ContextLength { get; init; }

    internal IReadOnlyList<string> Languages { get; init; } = [];

    internal string? License { get; init; }

    internal IReadOnlyList<string> BaseModels { get; init; } = [];

    internal IReadOnlyList<string> Datasets { get; init; } = [];

    internal long? CacheBytesPerToken { get; init; }

    /// <summary>This, with <paramref name="other"/> where this says nothing.</summary>
    internal ModelFacts Or(ModelFacts other) => new()
    {
        Task = Task ?? other.Task,
        Architecture = Architecture ?? other.Architecture,
        Parameters = Parameters ?? other.Parameters,
        Quantization = Quantization ?? other.Quantization,
        ContextLength = ContextLength ?? other.ContextLength,
        Languages = Languages.Count > 0 ? Languages : other.Languages,
        License = License ?? other.License,
        BaseModels = BaseModels.Count > 0 ? BaseModels : other.BaseModels,
        Datasets = Datasets.Count > 0 ? Datasets : other.Datasets,
        CacheBytesPerToken = CacheBytesPerToken ?? other.CacheBytesPerToken,
    };

    /// <summary>This and <paramref name="part"/> are files of the same weights: sizes add up.</summary>
    internal ModelFacts And(ModelFacts part) => Or(part) with { Parameters = (Parameters, part.Parameters) is ({ } mine, { } theirs) ? Saturated(mine, theirs) : Parameters ?? part.Parameters };

    internal static long Count(UInt128 elements) => elements > long.MaxValue ? long.MaxValue : (long)elements;

    private static long Saturated(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;
}
