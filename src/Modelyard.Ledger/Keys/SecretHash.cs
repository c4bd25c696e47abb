using System.Runtime.InteropServices;

namespace Modelyard.Ledger;

/// <summary>32 bytes as a value, so that looking a secret up allocates nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SecretHash(ulong A, ulong B, ulong C, ulong D)
{
    public const int Size = 32;

    public static SecretHash Read(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<SecretHash>(bytes);

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        MemoryMarshal.Write(bytes, in this);
        return bytes;
    }

    // The bytes are a uniform hash already.
    public override int GetHashCode() => A.GetHashCode();
}
