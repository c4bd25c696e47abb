using System.Text;

namespace Modelyard.Tests.Library;

/// <summary>Writes an HDF5 file with one text attached to its root, in the layouts that h5py uses.</summary>
internal static class HdfBytes
{
    private const int RootAddress = 96;
    private const int HeapAddress = 1024;

    /// <summary>As h5py writes it by default: version 0, the text in a heap.</summary>
    internal static byte[] WithText(string name, string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        var file = new byte[HeapAddress + 64 + value.Length];
        var writer = new BinaryWriter(new MemoryStream(file));
        Superblock(writer, file.Length);

        var attribute = new MemoryStream();
        var fields = new BinaryWriter(attribute);
        var nameBytes = Encoding.UTF8.GetBytes(name + "\0");
        fields.Write((byte)1);
        fields.Write((byte)0);
        fields.Write((ushort)nameBytes.Length);
        fields.Write((ushort)16);
        fields.Write((ushort)8);
        fields.Write(nameBytes);
        fields.Write(new byte[(8 - (nameBytes.Length % 8)) % 8]);
        fields.Write([0x19, 0x01, 0, 0, 16, 0, 0, 0, 0x13, 0, 0, 0, 1, 0, 0, 0]);
        fields.Write(new byte[8]);
        fields.Write(value.Length);
        fields.Write((long)HeapAddress);
        fields.Write(1);

        Header(writer, attribute.ToArray());
        writer.BaseStream.Position = HeapAddress;
        writer.Write("GCOL"u8);
        writer.Write(1);
        writer.Write((long)(64 + value.Length));
        writer.Write((ushort)1);
        writer.Write((ushort)1);
        writer.Write(0);
        writer.Write((long)value.Length);
        writer.Write(value);
        return file;
    }

    /// <summary>As older versions of Keras wrote it: the text in the header itself.</summary>
    internal static byte[] WithFixedText(string name, string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        var file = new byte[512 + value.Length];
        var writer = new BinaryWriter(new MemoryStream(file));
        Superblock(writer, file.Length);

        var attribute = new MemoryStream();
        var fields = new BinaryWriter(attribute);
        var nameBytes = Encoding.UTF8.GetBytes(name + "\0");
        fields.Write((byte)3);
        fields.Write((byte)0);
        fields.Write((ushort)nameBytes.Length);
        fields.Write((ushort)8);
        fields.Write((ushort)4);
        fields.Write((byte)0);
        fields.Write(nameBytes);
        fields.Write([0x13, 0, 0, 0]);
        fields.Write(value.Length);
        fields.Write(new byte[4]);
        fields.Write(value);
        Header(writer, attribute.ToArray());
        return file;
    }

    private static void Superblock(BinaryWriter writer, long size)
    {
        writer.Write([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0]);
        writer.Write(0L);
        writer.Write(-1L);
        writer.Write(size);
        writer.Write(-1L);
        writer.Write(0L);
        writer.Write((long)RootAddress);
    }

    private static void Header(BinaryWriter writer, byte[] attribute)
    {
        writer.BaseStream.Position = RootAddress;
        writer.Write((byte)1);
        writer.Write((byte)0);
        writer.Write((ushort)1);
        writer.Write(1);
        writer.Write(8 + attribute.Length);
        writer.Write(0);
        writer.Write((ushort)0x0C);
        writer.Write((ushort)attribute.Length);
        writer.Write(0);
        writer.Write(attribute);
    }
}
