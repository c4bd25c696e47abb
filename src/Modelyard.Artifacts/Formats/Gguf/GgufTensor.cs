namespace Modelyard.Artifacts;

/// <param name="Offset">From the start of the tensor data.</param>
public sealed record GgufTensor(string Name, IReadOnlyList<ulong> Dimensions, uint Type, ulong Offset)
{
    /// <summary>Saturates: a product that does not fit is larger than any file.</summary>
    public UInt128 Elements => Dimensions.Aggregate(UInt128.One, (product, d) => product > ulong.MaxValue ? product : product * d);

    /// <summary>Null where the type is not known.</summary>
    public UInt128? Bytes => !GgmlType.ById.TryGetValue(Type, out var type) ? null
        : Elements > ulong.MaxValue ? UInt128.MaxValue / 4
        : Elements / (ulong)type.BlockSize * (ulong)type.BlockBytes;
}
