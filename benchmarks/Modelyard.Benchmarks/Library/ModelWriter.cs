using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Modelyard.Benchmarks;

/// <summary>Writes models of any size: well-formed, with weights that are noise, so that nothing in them can be skipped for being empty.</summary>
internal static class ModelWriter
{
    private const int Tensor = 16 << 20;
    private static readonly byte[] Noise = NewNoise();

    /// <summary>The formats, by the name of the file that each is written to.</summary>
    public static IReadOnlyDictionary<string, Action<Stream, int>> Formats { get; } = new Dictionary<string, Action<Stream, int>>
    {
        ["model.safetensors"] = Safetensors,
        ["model.gguf"] = Gguf,
        ["model.onnx"] = Onnx,
        ["weights.npy"] = Numpy,
        ["checkpoint.pt"] = Torch,
        ["arrays.pkl"] = Arrays,
        ["objects.pkl"] = Objects,
    };

    /// <param name="size">Bytes of weights, to the next full tensor.</param>
    public static void Write(string path, long size)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Formats[Path.GetFileName(path)](stream, (int)Math.Max(1, size / Tensor));
    }

    private static void Safetensors(Stream stream, int tensors)
    {
        var entries = Enumerable.Range(0, tensors).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"\"w{i}\":{{\"dtype\":\"F16\",\"shape\":[{Tensor / 2}],\"data_offsets\":[{(long)i * Tensor},{(i + 1L) * Tensor}]}}"));
        var header = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}");
        stream.Write(BitConverter.GetBytes((ulong)header.Length));
        stream.Write(header);
        Repeat(stream, tensors);
    }

    private static void Gguf(Stream stream, int tensors)
    {
        const uint text = 8;
        const uint half = 1;
        var start = stream.Position;
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors);
        writer.Write(1ul);
        Text("general.architecture");
        writer.Write(text);
        Text("llama");
        for (var i = 0; i < tensors; i++)
        {
            Text(string.Create(CultureInfo.InvariantCulture, $"blk.{i}.weight"));
            writer.Write(1u);
            writer.Write((ulong)(Tensor / 2));
            writer.Write(half);
            writer.Write((ulong)i * Tensor);
        }

        writer.Flush();
        const int alignment = 32;
        writer.Write(new byte[(alignment - ((stream.Position - start) % alignment)) % alignment]);
        writer.Flush();
        Repeat(stream, tensors);

        void Text(string value)
        {
            writer.Write((ulong)value.Length);
            writer.Write(Encoding.UTF8.GetBytes(value));
        }
    }

    private static void Onnx(Stream stream, int tensors)
    {
        byte[] node = [.. Field(1, "x"u8), .. Field(2, "y"u8), .. Field(4, "Identity"u8)];
        byte[] before = [.. Field(1, node), .. Field(2, "main"u8)];
        byte[] after = [.. Field(11, Field(1, "x"u8)), .. Field(12, Field(1, "y"u8))];
        var head = (int i) => (byte[])[8, .. Varint(Tensor / 4), 16, 1, .. Field(8, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"w{i:0000}"))), 0x4A, .. Varint(Tensor)];
        var tensor = (long)head(0).Length + Tensor;
        var length = before.Length + after.Length + (tensors * (1 + Varint((ulong)tensor).Length + tensor));
        stream.Write([8, 8, .. Field(2, "benchmark"u8), .. Field(8, [.. Field(1, []), 16, 17]), 0x3A, .. Varint((ulong)length), .. before]);
        for (var i = 0; i < tensors; i++)
        {
            stream.Write([0x2A, .. Varint((ulong)tensor), .. head(i)]);
            stream.Write(Noise);
        }

        stream.Write(after);
    }

    private static void Numpy(Stream stream, int tensors)
    {
        var header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({(long)tensors * Tensor / 4},), }}").PadRight(117) + "\n";
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
        Repeat(stream, tensors);
    }

    // As torch.save writes it: a pickle that names the storages, and each storage as a member that is not packed.
    private static void Torch(Stream stream, int tensors)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Member("model/data.pkl", [0x80, 2, (byte)'}', (byte)'.']);
        Member("model/byteorder", "little"u8);
        for (var i = 0; i < tensors; i++)
        {
            Member(string.Create(CultureInfo.InvariantCulture, $"model/data/{i}"), Noise);
        }

        Member("model/version", "3\n"u8);

        void Member(string name, ReadOnlySpan<byte> content)
        {
            using var member = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            member.Write(content);
        }
    }

    /// <summary>A pickle of few large byte strings.</summary>
    private static void Arrays(Stream stream, int tensors)
    {
        stream.Write([0x80, 4, (byte)']', (byte)'(']);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, Tensor);
        for (var i = 0; i < tensors; i++)
        {
            stream.Write([(byte)'B', .. length]);
            stream.Write(Noise);
        }

        stream.Write([(byte)'e', (byte)'.']);
    }

    /// <summary>A pickle of nothing but small objects, five bytes each, a thousand at a time as Python writes them: the most that a walk can have to do.</summary>
    private static void Objects(Stream stream, int tensors)
    {
        const int batch = 1000;
        var some = new MemoryStream(Tensor);
        Span<byte> number = stackalloc byte[5];
        number[0] = (byte)'J';
        while (some.Length + (batch * number.Length) + 2 <= Tensor)
        {
            some.WriteByte((byte)'(');
            for (var i = 0; i < batch; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(number[1..], i);
                some.Write(number);
            }

            some.WriteByte((byte)'e');
        }

        stream.Write([0x80, 4, (byte)']']);
        for (var i = 0; i < tensors; i++)
        {
            some.WriteTo(stream);
        }

        stream.WriteByte((byte)'.');
    }

    private static void Repeat(Stream stream, int tensors)
    {
        for (var i = 0; i < tensors; i++)
        {
            stream.Write(Noise);
        }
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [(byte)((number << 3) | 2), .. Varint((ulong)content.Length), .. content];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] NewNoise()
    {
        var noise = new byte[Tensor];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
