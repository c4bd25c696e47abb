using System.Buffers.Binary;

namespace Modelyard.Artifacts;

/// <summary>Reads a safetensors header in pieces; what is kept for each tensor is its name and its place.</summary>
public sealed class SafetensorsHeaderReader
{
    // As the reference implementation limits it.
    private const long MaxHeader = 100_000_000;
    private const int LengthBytes = 8;
    private const int MaxTensors = 1 << 20;
    private const int MaxText = 16 << 20;
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UInt128> _elements = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<SafetensorsTensor> _tensors = [];
    private readonly List<FormatProblem> _problems = [];
    private long _text;

    private SafetensorsHeaderReader()
    {
    }

    /// <summary>Whether a file may be one: the length of its header fits and the header is an object.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> head, long size) =>
        head.Length > LengthBytes && head[LengthBytes] == '{'
            && BinaryPrimitives.ReadUInt64LittleEndian(head) is var length && length >= 2 && length <= (ulong)(size - LengthBytes);

    public static SafetensorsHeader Read(ByteReader reader, long size)
    {
        var header = new SafetensorsHeaderReader();
        try
        {
            header.Run(reader, size);
        }
        catch (MalformedContentException e)
        {
            header._problems.Add(e.ToProblem());
        }

        return new SafetensorsHeader(header._metadata, header._tensors.Count, header._elements, header._problems);
    }

    private void Run(ByteReader reader, long size)
    {
        var length = reader.UInt64("the header's length");
        if (length > MaxHeader)
        {
            throw new MalformedContentException(FormatFault.Absurd, 0, $"the header claims {length} bytes, and at most {MaxHeader} are allowed");
        }

        reader.Require((long)length, "the header");
        if (length == 0 || reader.Peek() != '{')
        {
            throw new MalformedContentException(FormatFault.Damaged, LengthBytes, "the header does not begin with {");
        }

        var json = new JsonTokens(reader, (long)length);
        json.Expect(JsonToken.StartObject, "header");
        while (json.Next() == JsonToken.Name)
        {
            var name = Kept(json);
            if (!_names.Add(name))
            {
                _problems.Add(new(FormatFault.Duplicate, $"\"{name}\" appears twice in the header", name));
            }

            if (name == "__metadata__")
            {
                ReadMetadata(json);
            }
            else
            {
                ReadTensor(json, name);
            }
        }

        json.Expect(JsonToken.End, "what follows the header");
        _problems.AddRange(SafetensorsLayout.Check(_tensors, size - LengthBytes - (long)length));
    }

    private void ReadMetadata(JsonTokens json)
    {
        json.Expect(JsonToken.StartObject, "__metadata__");
        while (json.Next() == JsonToken.Name)
        {
            var key = Kept(json);
            json.Expect(JsonToken.String, $"__metadata__.{key}");
            if (!_metadata.TryAdd(key, Kept(json)))
            {
                _problems.Add(new(FormatFault.Duplicate, $"\"{key}\" appears twice in __metadata__", $"__metadata__.{key}"));
            }
        }
    }

    private void ReadTensor(JsonTokens json, string name)
    {
        json.Expect(JsonToken.StartObject, name);
        string? type = null;
        var shape = new List<ulong>();
        var offsets = new List<ulong>();
        var fields = new HashSet<string>(StringComparer.Ordinal);
        while (json.Next() == JsonToken.Name)
        {
            var field = json.Text!;
            if (!fields.Add(field))
            {
                _problems.Add(new(FormatFault.Duplicate, $"tensor {name} has \"{field}\" twice", name));
            }

            switch (field)
            {
                case "dtype":
                    json.Expect(JsonToken.String, name);
                    type = Kept(json);
                    break;
                case "shape":
                    json.Numbers(shape, max: 64, name);
                    break;
                case "data_offsets":
                    json.Numbers(offsets, max: 2, name);
                    break;
                default:
                    throw Fail($"tensor {name} has the unknown field \"{field}\"");
            }
        }

        if (type is null || !fields.Contains("shape") || offsets is not [var begin, var end])
        {
            throw Fail($"tensor {name} lacks its dtype, shape or data_offsets");
        }

        var tensor = new SafetensorsTensor(name, type, shape.Aggregate(UInt128.One, (product, d) => product > ulong.MaxValue ? product : product * d), begin, end);
        _tensors.Add(tensor);
        _elements[type] = _elements.GetValueOrDefault(type) + tensor.Elements;
    }

    // A header within the limit may still be nothing but names: what is kept of it is bounded too.
    private string Kept(JsonTokens json)
    {
        var text = json.Text ?? throw Fail("a text is too long");
        _text += text.Length;
        return _text <= MaxText && _names.Count <= MaxTensors
            ? text
            : throw new MalformedContentException(FormatFault.Absurd, LengthBytes, $"the header has more than {MaxTensors} tensors or {MaxText} characters of names");
    }

    private static MalformedContentException Fail(string message) => new(FormatFault.Damaged, LengthBytes, message);
}
