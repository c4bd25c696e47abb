namespace Modelyard.Artifacts;

/// <summary>What an archive may unpack to before it is taken for a bomb.</summary>
/// <param name="MaxRatio">Unpacked size over archive size; weights hardly compress, so a high ratio is not a model.</param>
public sealed record ExtractionLimits(int MaxEntries = 100_000, long MaxBytes = 1L << 40, int MaxRatio = 200)
{
    /// <summary>Archives of text compress well: below this size the ratio says nothing.</summary>
    public long RatioAppliesAbove { get; init; } = 1L << 30;

    internal long AllowedFor(long archiveSize) => Math.Min(MaxBytes, Math.Max(RatioAppliesAbove, archiveSize * MaxRatio));
}
