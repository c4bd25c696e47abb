using System.Text;

namespace Modelyard.Inference.Tests;

/// <summary>Writes a GGUF file: metadata and tensor entries first, tensor data aligned behind them.</summary>
internal sealed class GgufWriter
{
    internal const int Alignment = 32;

    private readonly List<Action<BinaryWriter>> _metadata = [];
    private readonly List<(string Name, long[] Dimensions, int Type, long Bytes, Action<Stream> Data)> _tensors = [];

    internal GgufWriter Text(string key, string value) => Entry(key, 8, w => Write(w, value));

    internal GgufWriter Integer(string key, int value) => Entry(key, 4, w => w.Write(value));

    internal GgufWriter Short(string key, ushort value) => Entry(key, 2, w => w.Write(value));

    internal GgufWriter Number(string key, float value) => Entry(key, 6, w => w.Write(value));

    internal GgufWriter Flag(string key, bool value) => Entry(key, 7, w => w.Write(value));

    internal GgufWriter Texts(string key, IReadOnlyList<string> values) => Array(key, 8, values, Write);

    internal GgufWriter Numbers(string key, IReadOnlyList<float> values) => Array(key, 6, values, (w, v) => w.Write(v));

    internal GgufWriter Integers(string key, IReadOnlyList<int> values) => Array(key, 5, values, (w, v) => w.Write(v));

    internal GgufWriter Tensor(string name, long[] dimensions, int type, long bytes, Action<Stream> data)
    {
        _tensors.Add((name, dimensions, type, bytes, data));
        return this;
    }

    internal void WriteTo(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new BinaryWriter(stream);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)_tensors.Count);
        writer.Write((ulong)_metadata.Count);
        _metadata.ForEach(m => m(writer));
        var offset = 0L;
        foreach (var tensor in _tensors)
        {
            Write(writer, tensor.Name);
            writer.Write((uint)tensor.Dimensions.Length);
            System.Array.ForEach(tensor.Dimensions, writer.Write);
            writer.Write((uint)tensor.Type);
            writer.Write((ulong)offset);
            offset += Padded(tensor.Bytes);
        }

        writer.Flush();
        foreach (var tensor in _tensors)
        {
            stream.Write(new byte[Padded(stream.Position) - stream.Position]);
            tensor.Data(stream);
        }

        stream.Write(new byte[Padded(stream.Position) - stream.Position]);
    }

    private static long Padded(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private GgufWriter Entry(string key, uint type, Action<BinaryWriter> value)
    {
        _metadata.Add(w =>
        {
            Write(w, key);
            w.Write(type);
            value(w);
        });
        return this;
    }

    private GgufWriter Array<T>(string key, uint type, IReadOnlyList<T> values, Action<BinaryWriter, T> write) => Entry(key, 9, w =>
    {
        w.Write(type);
        w.Write((ulong)values.Count);
        foreach (var value in values)
        {
            write(w, value);
        }
    });

    private static void Write(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
