using System.IO.Compression;

namespace Modelyard.Artifacts;

/// <summary>One entry of the directory of a zip archive. Nothing of it is to be trusted.</summary>
/// <param name="DataOffset">Where its bytes begin; -1 where the entry leads to no member.</param>
public sealed record ZipMember(
    string Name, int Method, int Flags, uint Crc32, ulong CompressedSize, ulong Size, long HeaderOffset, long DataOffset, uint ExternalAttributes)
{
    private const int Stored = 0;
    private const int Deflated = 8;
    private const uint UnixTypeMask = 0xF000;
    private const uint UnixLink = 0xA000;

    public bool IsFolder => Name.EndsWith('/') && Size == 0 && CompressedSize == 0;

    public bool IsEncrypted => (Flags & 1) != 0;

    public bool IsLink => ((ExternalAttributes >> 16) & UnixTypeMask) == UnixLink;

    public bool IsStored => Method == Stored;

    public bool IsReadable => DataOffset >= 0 && Method is Stored or Deflated;

    public long DataEnd => DataOffset + (long)CompressedSize;

    /// <summary>The member's bytes, unpacked; seekable only where it is stored.</summary>
    public Stream Open(Stream archive)
    {
        var data = new BoundedStream(archive, DataOffset, (long)CompressedSize);
        return Method switch
        {
            Stored => data,
            Deflated => new DeflateStream(data, CompressionMode.Decompress),
            _ => throw new NotSupportedException($"{Name} is packed with method {Method}"),
        };
    }
}
