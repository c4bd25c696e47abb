using System.IO.Compression;
using System.Text;
using Modelyard.Artifacts;

namespace Modelyard.Tests.Library;

/// <summary>Writes zip archives field by field, so that each field can be wrong.</summary>
internal sealed class ZipBytes
{
    private readonly List<Member> _members = [];
    private byte[] _before = [];
    private byte[] _comment = [];

    internal static byte[] Of(params (string Name, byte[] Content)[] members)
    {
        var zip = new ZipBytes();
        foreach (var (name, content) in members)
        {
            zip.Add(name, content);
        }

        return zip.ToArray();
    }

    /// <summary>What <c>torch.save</c> writes around a pickle.</summary>
    internal static byte[] Torch(byte[] pickle, byte[]? storage = null) => Of(
        ("model/data.pkl", pickle), ("model/byteorder", "little"u8.ToArray()), ("model/data/0", storage ?? new byte[16]), ("model/version", "3\n"u8.ToArray()));

    internal ZipBytes Add(string name, byte[] content, Action<Member>? change = null)
    {
        var member = new Member { Name = name, LocalName = name, Content = content, Crc = Crc(content), Size = content.Length };
        change?.Invoke(member);
        _members.Add(member);
        return this;
    }

    internal ZipBytes Before(byte[] bytes)
    {
        _before = bytes;
        return this;
    }

    internal ZipBytes Comment(byte[] bytes)
    {
        _comment = bytes;
        return this;
    }

    internal byte[] ToArray()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(_before);
        var directory = new MemoryStream();
        using var entries = new BinaryWriter(directory);
        var listed = 0;
        foreach (var member in _members)
        {
            var data = member.IsDeflated ? Deflate(member.Content) : member.Content;
            var offset = member.Offset ?? (int)stream.Position;
            Local(writer, member, data);
            if (member.IsListed)
            {
                Entry(entries, member, data, offset);
                listed++;
            }
        }

        var start = (int)stream.Position;
        writer.Write(directory.ToArray());
        writer.Write([(byte)'P', (byte)'K', 5, 6, 0, 0, 0, 0]);
        writer.Write((ushort)listed);
        writer.Write((ushort)listed);
        writer.Write((int)directory.Length);
        writer.Write(start);
        writer.Write((ushort)_comment.Length);
        writer.Write(_comment);
        return stream.ToArray();
    }

    private static void Local(BinaryWriter writer, Member member, byte[] data)
    {
        var name = Encoding.UTF8.GetBytes(member.LocalName);
        writer.Write(member.LocalSignature);
        writer.Write((ushort)20);
        writer.Write(member.LocalFlags);
        writer.Write(member.Method ?? (ushort)(member.IsDeflated ? 8 : 0));
        writer.Write(0);
        writer.Write(member.Crc);
        writer.Write(data.Length);
        writer.Write(member.Size);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)0);
        writer.Write(name);
        writer.Write(data);
    }

    private static void Entry(BinaryWriter writer, Member member, byte[] data, int offset)
    {
        var name = Encoding.UTF8.GetBytes(member.Name);
        writer.Write([(byte)'P', (byte)'K', 1, 2, 20, 3, 20, 0]);
        writer.Write(member.Flags);
        writer.Write(member.Method ?? (ushort)(member.IsDeflated ? 8 : 0));
        writer.Write(0);
        writer.Write(member.Crc);
        writer.Write(data.Length);
        writer.Write(member.Size);
        writer.Write((ushort)name.Length);
        writer.Write(0L);
        writer.Write(member.Attributes);
        writer.Write(offset);
        writer.Write(name);
    }

    private static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }

    private static uint Crc(byte[] content)
    {
        var crc = new Crc32();
        crc.Append(content);
        return crc.Value;
    }

    internal sealed class Member
    {
        internal required string Name { get; set; }

        internal required string LocalName { get; set; }

        internal required byte[] Content { get; set; }

        internal uint Crc { get; set; }

        internal int Size { get; set; }

        internal bool IsDeflated { get; set; }

        internal bool IsListed { get; set; } = true;

        internal ushort? Method { get; set; }

        internal ushort Flags { get; set; }

        internal ushort LocalFlags { get; set; }

        internal uint LocalSignature { get; set; } = 0x04034B50;

        internal uint Attributes { get; set; }

        internal int? Offset { get; set; }
    }
}
