namespace Modelyard.Artifacts;

/// <summary>Whether tensors lie where a file has room for them, each in bytes of its own.</summary>
internal static class GgufLayout
{
    // ggml keeps names in 64 bytes, the end mark included.
    private const int MaxNameLength = 63;

    internal static IEnumerable<FormatProblem> Check(IReadOnlyList<GgufTensor> tensors, long dataStart, long size, uint alignment)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            foreach (var problem in Check(tensor, dataStart, size, alignment))
            {
                yield return problem;
            }

            if (!names.Add(tensor.Name))
            {
                yield return new(FormatFault.Duplicate, $"two tensors are named {tensor.Name}", tensor.Name);
            }
        }

        UInt128 end = 0;
        var last = "";
        foreach (var tensor in tensors.OrderBy(t => t.Offset))
        {
            if (tensor.Offset < end)
            {
                yield return new(FormatFault.Overlap, $"tensors {last} and {tensor.Name} share bytes", tensor.Name);
            }

            if (tensor.Offset + (tensor.Bytes ?? 0) >= end)
            {
                (end, last) = (tensor.Offset + (tensor.Bytes ?? 0), tensor.Name);
            }
        }

        // Writers pad the last tensor to the alignment.
        var expected = (UInt128)(ulong)dataStart + (end + alignment - 1) / alignment * alignment;
        if ((UInt128)(ulong)size > expected)
        {
            yield return new(FormatFault.Unclaimed, $"{(UInt128)(ulong)size - expected} bytes follow what the header describes", $"byte {expected}");
        }
    }

    private static IEnumerable<FormatProblem> Check(GgufTensor tensor, long dataStart, long size, uint alignment)
    {
        if (tensor.Name.Length > MaxNameLength)
        {
            yield return new(FormatFault.Absurd, $"a tensor name has {tensor.Name.Length} characters, and at most {MaxNameLength} exist", tensor.Name[..MaxNameLength]);
        }

        if (tensor.Offset % alignment != 0)
        {
            yield return new(FormatFault.Damaged, $"tensor {tensor.Name} starts at offset {tensor.Offset}, which is not aligned to {alignment}", tensor.Name);
        }

        if (!GgmlType.ById.TryGetValue(tensor.Type, out var type))
        {
            yield return new(FormatFault.Unknown, $"tensor {tensor.Name} has the unknown type {tensor.Type}", tensor.Name);
            yield break;
        }

        if (tensor.Dimensions is [var row, ..] && row % (ulong)type.BlockSize != 0)
        {
            yield return new(FormatFault.SizeMismatch,
                $"tensor {tensor.Name} has rows of {row} elements, not a multiple of {type.BlockSize} as {type.Name} needs", tensor.Name);
        }

        var end = (UInt128)(ulong)dataStart + tensor.Offset + tensor.Bytes!.Value;
        if (end > (UInt128)(ulong)size)
        {
            yield return new(FormatFault.OutOfRange, $"tensor {tensor.Name} ends at byte {end}, but the file has {size} bytes", tensor.Name);
        }
    }
}
