using System.Text;

namespace Modelyard.Tests.Library;

/// <summary>Writes protobuf messages with the field numbers of ONNX.</summary>
internal sealed class OnnxBytes
{
    private readonly MemoryStream _bytes = new();

    internal static byte[] Model(OnnxBytes graph, params (int Field, OnnxBytes Message)[] more)
    {
        var model = new OnnxBytes().Number(1, 8).Text(2, "test").Message(8, new OnnxBytes().Text(1, "").Number(2, 17)).Message(7, graph);
        foreach (var (field, message) in more)
        {
            model.Message(field, message);
        }

        return model.ToArray();
    }

    internal static OnnxBytes Graph(params OnnxBytes[] nodes)
    {
        var graph = new OnnxBytes();
        foreach (var node in nodes)
        {
            graph.Message(1, node);
        }

        return graph.Text(2, "main").Message(5, new OnnxBytes().Number(1, 2).Number(1, 3).Number(2, 1).Text(8, "w").Bytes(9, new byte[24]))
            .Message(11, new OnnxBytes().Text(1, "x")).Message(12, new OnnxBytes().Text(1, "y"));
    }

    internal static OnnxBytes Node(string type, string domain = "", OnnxBytes? attribute = null)
    {
        var node = new OnnxBytes().Text(1, "x").Text(2, "y").Text(4, type);
        if (attribute is not null)
        {
            node.Message(5, attribute);
        }

        return domain.Length == 0 ? node : node.Text(7, domain);
    }

    internal static OnnxBytes ExternalTensor(string name, string location, string? offset = null, string? length = null)
    {
        var tensor = new OnnxBytes().Number(1, 4).Number(2, 1).Text(8, name).Message(13, Pair("location", location));
        if (offset is not null)
        {
            tensor.Message(13, Pair("offset", offset));
        }

        if (length is not null)
        {
            tensor.Message(13, Pair("length", length));
        }

        return tensor.Number(14, 1);
    }

    internal OnnxBytes Number(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
        return this;
    }

    internal OnnxBytes Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    internal OnnxBytes Message(int field, OnnxBytes message) => Bytes(field, message.ToArray());

    internal OnnxBytes Bytes(int field, byte[] bytes)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    internal byte[] ToArray() => _bytes.ToArray();

    private static OnnxBytes Pair(string key, string value) => new OnnxBytes().Text(1, key).Text(2, value);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
