using System.Buffers.Binary;

namespace Modelyard.Artifacts;

/// <summary>Reads numbers at addresses of an HDF5 file, whose width the file itself decides.</summary>
internal sealed class HdfFile(Stream file)
{
    private const int MaxBlock = 16 << 20;

    internal int OffsetSize { get; set; } = 8;

    internal int LengthSize { get; set; } = 8;

    internal long Size => file.Length;

    internal byte[] At(long address, long count)
    {
        if (address < 0 || count < 0 || address > file.Length - count)
        {
            throw new MalformedContentException(FormatFault.OutOfRange, address, $"{count} bytes at {address} are not in the file");
        }

        if (count > MaxBlock)
        {
            throw new MalformedContentException(FormatFault.Absurd, address, $"a block of {count} bytes is larger than any header");
        }

        var bytes = new byte[count];
        file.Position = address;
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A number of 1, 2, 4 or 8 bytes; -1 where all bits are set, which is how the format writes "nowhere".</summary>
    internal static long Number(ReadOnlySpan<byte> bytes, int width) => width switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var value && value == uint.MaxValue ? -1 : value,
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    internal long Offset(ReadOnlySpan<byte> bytes) => Number(bytes, OffsetSize);

    internal long Length(ReadOnlySpan<byte> bytes) => Number(bytes, LengthSize);
}
