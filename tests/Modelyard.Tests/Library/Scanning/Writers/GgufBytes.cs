using System.Text;

namespace Modelyard.Tests.Library;

/// <summary>Writes GGUF files whose numbers need not be right.</summary>
internal sealed class GgufBytes
{
    private readonly List<Action<BinaryWriter>> _entries = [];
    private readonly List<(string Name, ulong[] Dimensions, uint Type, ulong Offset)> _tensors = [];

    internal uint Version { get; init; } = 3;

    internal ulong? Entries { get; init; }

    internal ulong? Tensors { get; init; }

    internal int DataBytes { get; init; } = 64;

    internal static GgufBytes Model() => new GgufBytes()
        .Text("general.architecture", "llama")
        .Number("llama.context_length", 8192)
        .Number("llama.block_count", 2)
        .Number("llama.embedding_length", 64)
        .Number("llama.attention.head_count", 4)
        .Number("llama.attention.head_count_kv", 2)
        .Text("tokenizer.ggml.model", "llama");

    internal GgufBytes Text(string key, string value) => Entry(key, 8, w => Write(w, value));

    internal GgufBytes Number(string key, uint value) => Entry(key, 4, w => w.Write(value));

    internal GgufBytes Texts(string key, params string[] values) => Entry(key, 9, w =>
    {
        w.Write(8u);
        w.Write((ulong)values.Length);
        Array.ForEach(values, v => Write(w, v));
    });

    internal GgufBytes Array32(string key, ulong claimed) => Entry(key, 9, w =>
    {
        w.Write(4u);
        w.Write(claimed);
    });

    internal GgufBytes Tensor(string name, ulong[] dimensions, uint type, ulong offset)
    {
        _tensors.Add((name, dimensions, type, offset));
        return this;
    }

    internal byte[] ToArray()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(Version);
        writer.Write(Tensors ?? (ulong)_tensors.Count);
        writer.Write(Entries ?? (ulong)_entries.Count);
        _entries.ForEach(e => e(writer));
        foreach (var (name, dimensions, type, offset) in _tensors)
        {
            Write(writer, name);
            writer.Write((uint)dimensions.Length);
            Array.ForEach(dimensions, writer.Write);
            writer.Write(type);
            writer.Write(offset);
        }

        writer.Write(new byte[(32 - (stream.Position % 32)) % 32]);
        writer.Write(new byte[DataBytes]);
        return stream.ToArray();
    }

    private GgufBytes Entry(string key, uint type, Action<BinaryWriter> value)
    {
        _entries.Add(w =>
        {
            Write(w, key);
            w.Write(type);
            value(w);
        });
        return this;
    }

    private static void Write(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
