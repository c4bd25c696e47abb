using System.Buffers.Binary;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// Reads a GGUF header strictly forwards. Unlike the engine's own check, which refuses at the first fault, it goes on as far as
/// the structure allows and collects what is wrong: a report has to name all of it.
/// </summary>
public sealed class GgufHeaderReader
{
    public static ReadOnlySpan<byte> Magic => "GGUF"u8;

    private const int MaxEntries = 1 << 20;
    private const int MaxKeyLength = 65_535;
    private const int MaxKeptString = 4 << 20;
    private const int MaxKeptStrings = 256;
    private const int MaxDimensions = 4;
    private const int MaxArrayDepth = 2;
    private const uint DefaultAlignment = 32;

    private readonly ByteReader _reader;
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly List<GgufTensor> _tensors = [];
    private readonly List<FormatProblem> _problems = [];
    private uint _version;
    private long _kept;

    private GgufHeaderReader(ByteReader reader) => _reader = reader;

    public static GgufHeader Read(ByteReader reader, long size)
    {
        var header = new GgufHeaderReader(reader);
        long? dataStart = null;
        try
        {
            header.ReadEntries();
            dataStart = header.DataStart();
            header._problems.AddRange(GgufLayout.Check(header._tensors, dataStart.Value, size, header.Alignment));
        }
        catch (MalformedContentException e)
        {
            header._problems.Add(e.ToProblem());
        }

        return new GgufHeader(header._version, header._values, header._tensors, dataStart, header._problems);
    }

    private uint Alignment => _values.GetValueOrDefault("general.alignment") is uint value && uint.IsPow2(value) ? value : DefaultAlignment;

    private void ReadEntries()
    {
        if (!_reader.Span(4, "the magic").SequenceEqual(Magic))
        {
            throw Fail(FormatFault.Damaged, "it does not start with the bytes \"GGUF\"");
        }

        _version = _reader.UInt32("the version");
        if (_version is not (2 or 3))
        {
            throw Fail(FormatFault.Unknown, $"its version is {_version}, and only 2 and 3 can be read");
        }

        var tensors = Count("tensors");
        var entries = Count("metadata entries");
        for (var i = 0; i < entries; i++)
        {
            ReadEntry();
        }

        for (var i = 0; i < tensors; i++)
        {
            ReadTensor();
        }

        if (_values.TryGetValue("general.alignment", out var alignment) && !(alignment is uint value && uint.IsPow2(value)))
        {
            _problems.Add(new(FormatFault.Damaged, $"the alignment is {alignment}, which is no power of two", "general.alignment"));
        }
    }

    private void ReadEntry()
    {
        var key = String(MaxKeyLength, "a metadata key");
        var type = Type(key);
        var value = Value(type, key, 0);
        if (!_values.TryAdd(key, value))
        {
            _problems.Add(new(FormatFault.Duplicate, $"the metadata key {key} appears twice", key));
        }
    }

    private void ReadTensor()
    {
        var name = String(MaxKeyLength, "a tensor name");
        var rank = _reader.UInt32(name);
        if (rank > MaxDimensions)
        {
            throw Fail(FormatFault.Absurd, $"tensor {name} has {rank} dimensions, and at most {MaxDimensions} exist");
        }

        var dimensions = new ulong[rank];
        for (var d = 0; d < dimensions.Length; d++)
        {
            dimensions[d] = _reader.UInt64(name);
        }

        _tensors.Add(new GgufTensor(name, dimensions, _reader.UInt32(name), _reader.UInt64(name)));
    }

    private long DataStart()
    {
        var alignment = Alignment;
        return (_reader.Position + alignment - 1) / alignment * alignment;
    }

    private object Value(GgufValueType type, string key, int depth) => type switch
    {
        GgufValueType.UInt8 => _reader.Byte(key),
        GgufValueType.Int8 => (sbyte)_reader.Byte(key),
        GgufValueType.UInt16 => _reader.UInt16(key),
        GgufValueType.Int16 => (short)_reader.UInt16(key),
        GgufValueType.UInt32 => _reader.UInt32(key),
        GgufValueType.Int32 => (int)_reader.UInt32(key),
        GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(_reader.Span(4, key)),
        GgufValueType.Bool => _reader.Byte(key) != 0,
        GgufValueType.String => String(MaxKeptString, key),
        GgufValueType.UInt64 => _reader.UInt64(key),
        GgufValueType.Int64 => (long)_reader.UInt64(key),
        GgufValueType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(_reader.Span(8, key)),
        _ => Array(key, depth),
    };

    private object Array(string key, int depth)
    {
        if (depth == MaxArrayDepth)
        {
            throw Fail(FormatFault.Absurd, $"the metadata key {key} nests arrays too deeply");
        }

        var type = Type(key);
        var count = _reader.UInt64(key);
        _reader.Require(count > long.MaxValue / 8 ? long.MaxValue : (long)count * Width(type), key);
        if (type is GgufValueType.String && key.StartsWith("general.", StringComparison.Ordinal) && count <= MaxKeptStrings)
        {
            var texts = new string[count];
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = String(MaxKeyLength, key);
            }

            return texts;
        }

        if (type is GgufValueType.String or GgufValueType.Array)
        {
            for (ulong i = 0; i < count; i++)
            {
                if (type is GgufValueType.Array)
                {
                    Array(key, depth + 1);
                }
                else
                {
                    _reader.Skip(_reader.UInt64(key), key);
                }
            }
        }
        else
        {
            _reader.Skip(count * (ulong)Width(type), key);
        }

        return System.Array.Empty<string>();
    }

    private static int Width(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        GgufValueType.Array => 12,
        _ => 8,
    };

    private GgufValueType Type(string key)
    {
        var type = (GgufValueType)_reader.UInt32(key);
        return Enum.IsDefined(type) ? type : throw Fail(FormatFault.Unknown, $"the metadata key {key} has the unknown type {(int)type}");
    }

    private int Count(string what)
    {
        var count = _reader.UInt64(what);
        return count <= MaxEntries ? (int)count : throw Fail(FormatFault.Absurd, $"it claims {count} {what}, and more than {MaxEntries} are not plausible");
    }

    // The sum over all strings is bounded too: a million keys of the greatest length each would be allowed one by one.
    private string String(int max, string what)
    {
        var length = _reader.UInt64(what);
        var bytes = _reader.Bytes(length > long.MaxValue ? -1 : (long)length, max, what);
        _kept += bytes.Length + 64;
        return _kept <= 16 * MaxKeptString ? Encoding.UTF8.GetString(bytes) : throw Fail(FormatFault.Absurd, "its metadata and tensor names take more than 64 MiB");
    }

    private MalformedContentException Fail(FormatFault fault, string message) => new(fault, _reader.Position, message);
}
