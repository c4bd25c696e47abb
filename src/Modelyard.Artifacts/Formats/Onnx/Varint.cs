namespace Modelyard.Artifacts;

/// <summary>Numbers as protobuf stores them, seven bits to a byte, read from bytes that may be anything.</summary>
internal static class Varint
{
    private const int Bits = 64;

    /// <summary>False when it does not end within <paramref name="bytes"/>, or is longer than any number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < Bits && position < bytes.Length; shift += 7)
        {
            var b = bytes[position++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
