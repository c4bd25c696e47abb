namespace Modelyard.Library;

/// <summary>How much the attention of a model keeps for every token.</summary>
internal static class CacheSize
{
    private const int BytesPerElement = 2;
    private const long MaxDimension = 1 << 20;

    /// <summary>Null where a part is missing or cannot be: the numbers come from the file.</summary>
    internal static long? PerToken(long? layers, long? heads, long? keyLength, long? valueLength) =>
        IsPlausible(layers) && IsPlausible(heads) && IsPlausible(keyLength) && IsPlausible(valueLength)
            && (Int128)layers!.Value * heads!.Value * (keyLength!.Value + valueLength!.Value) * BytesPerElement is var bytes && bytes < long.MaxValue
            ? (long)bytes
            : null;

    internal static long? HeadLength(long? width, long? heads) => IsPlausible(width) && IsPlausible(heads) ? width / heads : null;

    private static bool IsPlausible(long? number) => number is > 0 and <= MaxDimension;
}
