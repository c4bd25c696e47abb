namespace Modelyard.Library;

/// <summary>An estimate to place a model by, on the safe side: windows of attention and caches of fewer bits need less.</summary>
internal static class MemoryEstimate
{
    private const long LeastWorkingMemory = 64L << 20;
    private const int WorkingShare = 20;
    private const long ShortestContext = 4096;

    internal static IReadOnlyList<MemoryNeed> Of(long weightBytes, long? cacheBytesPerToken, long? contextLength)
    {
        if (weightBytes <= 0 || cacheBytesPerToken is not { } perToken || contextLength is not > 0)
        {
            return [];
        }

        var lengths = new List<long>();
        for (var length = ShortestContext; length < contextLength && lengths.Count < 16; length *= 2)
        {
            lengths.Add(length);
        }

        return [.. lengths.Append(contextLength.Value).Select(length => new MemoryNeed(length, Bytes(weightBytes, perToken, length)))];
    }

    private static long Bytes(long weightBytes, long perToken, long length)
    {
        var bytes = (Int128)weightBytes + Math.Max(LeastWorkingMemory, weightBytes / WorkingShare) + ((Int128)perToken * length);
        return bytes > long.MaxValue ? long.MaxValue : (long)bytes;
    }
}
