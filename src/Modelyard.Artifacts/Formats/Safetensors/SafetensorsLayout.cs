namespace Modelyard.Artifacts;

/// <summary>Whether tensors cover the data exactly: each byte belongs to one of them.</summary>
internal static class SafetensorsLayout
{
    internal static IEnumerable<FormatProblem> Check(IReadOnlyList<SafetensorsTensor> tensors, long dataSize)
    {
        ulong end = 0;
        var last = "";
        foreach (var tensor in tensors.OrderBy(t => t.Begin).ThenBy(t => t.End))
        {
            if (tensor.End < tensor.Begin || tensor.End > (ulong)dataSize)
            {
                yield return new(FormatFault.OutOfRange,
                    $"tensor {tensor.Name} lies at {tensor.Begin} to {tensor.End}, but there are {dataSize} bytes of data", tensor.Name);
                continue;
            }

            if (!SafetensorsType.Bits.TryGetValue(tensor.Type, out var bits))
            {
                yield return new(FormatFault.Unknown, $"tensor {tensor.Name} has the unknown type {tensor.Type}", tensor.Name);
            }
            else if (Bytes(tensor.Elements, bits) != tensor.End - tensor.Begin)
            {
                yield return new(FormatFault.SizeMismatch,
                    $"tensor {tensor.Name} has {tensor.Elements} elements of {tensor.Type} in {tensor.End - tensor.Begin} bytes", tensor.Name);
            }

            if (tensor.Begin < end)
            {
                yield return new(FormatFault.Overlap, $"tensors {last} and {tensor.Name} share bytes", tensor.Name);
            }
            else if (tensor.Begin > end)
            {
                yield return new(FormatFault.Unclaimed, $"{tensor.Begin - end} bytes before tensor {tensor.Name} belong to no tensor", tensor.Name);
            }

            if (tensor.End >= end)
            {
                (end, last) = (tensor.End, tensor.Name);
            }
        }

        if (end < (ulong)dataSize)
        {
            yield return new(FormatFault.Unclaimed, $"{(ulong)dataSize - end} bytes follow the last tensor", $"data byte {end}");
        }
    }

    // A product past 64 bits cannot equal any range of the file.
    private static UInt128 Bytes(UInt128 elements, int bits) => elements > ulong.MaxValue ? UInt128.MaxValue : (elements * (ulong)bits + 7) / 8;
}
