using System.Buffers.Binary;
using System.Text;

namespace Modelyard.Inference;

/// <summary>Reads a GGUF header strictly forwards, trusting no count or length before it has been compared with the file's size.</summary>
internal sealed class GgufReader(Stream stream)
{
    private const uint Magic = 0x46554747;
    private const int MaxKeyLength = 65_535;
    private const int MaxTensors = 1 << 20;
    private const int MaxEntries = 1 << 20;
    private const int MaxDimensions = 4;
    private const int MaxArrayDepth = 2;
    private const int DefaultAlignment = 32;

    private readonly long _length = stream.Length;
    private readonly byte[] _buffer = new byte[8];
    private readonly byte[] _scratch = new byte[4096];
    private long _position;

    internal GgufHeader Read()
    {
        if (_length < 4 || UInt32() != Magic)
        {
            throw new GgufFormatException("it does not start with the bytes \"GGUF\"");
        }

        var version = UInt32();
        if (version is not (2 or 3))
        {
            throw new GgufFormatException($"its version is {version}, and only 2 and 3 can be read");
        }

        var tensorCount = Count("tensors", MaxTensors);
        var entryCount = Count("metadata entries", MaxEntries);
        var metadata = Metadata(entryCount);
        var tensors = Tensors(tensorCount);
        CheckData(metadata, tensors);
        // The later parts of a split model carry tensors only.
        if (metadata.GetValueOrDefault("split.no") is null or (ushort)0 && metadata.GetValueOrDefault("general.architecture") is not string { Length: > 0 })
        {
            throw new GgufFormatException("the metadata has no general.architecture");
        }

        return new GgufHeader(version, metadata, tensors);
    }

    private Dictionary<string, object> Metadata(int count)
    {
        var metadata = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var key = String(MaxKeyLength, "a metadata key");
            if (!metadata.TryAdd(key, Value(ValueType(key), key, 0)))
            {
                throw new GgufFormatException($"the metadata key {key} appears twice");
            }
        }

        return metadata;
    }

    private GgufTensor[] Tensors(int count)
    {
        // A tensor entry takes at least 24 bytes, so an absurd count fails here and not in the allocator.
        Require(count * 24L, "the tensor list");
        var tensors = new GgufTensor[count];
        for (var i = 0; i < count; i++)
        {
            var name = String(MaxKeyLength, "a tensor name");
            var rank = UInt32();
            if (rank > MaxDimensions)
            {
                throw new GgufFormatException($"tensor {name} has {rank} dimensions, and at most {MaxDimensions} exist");
            }

            var dimensions = new long[rank];
            for (var d = 0; d < dimensions.Length; d++)
            {
                dimensions[d] = (long)UInt64();
                if (dimensions[d] < 0)
                {
                    throw new GgufFormatException($"tensor {name} has a negative dimension");
                }
            }

            tensors[i] = new GgufTensor(name, dimensions, (int)UInt32(), UInt64());
        }

        return tensors;
    }

    private void CheckData(Dictionary<string, object> metadata, GgufTensor[] tensors)
    {
        var alignment = metadata.GetValueOrDefault("general.alignment") is uint value ? value : DefaultAlignment;
        if (alignment == 0 || (alignment & (alignment - 1)) != 0)
        {
            throw new GgufFormatException($"its alignment is {alignment}, which is no power of two");
        }

        var start = (_position + alignment - 1) / alignment * alignment;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset % alignment != 0)
            {
                throw new GgufFormatException($"tensor {tensor.Name} starts at offset {tensor.Offset}, which is not aligned to {alignment}");
            }

            var end = (UInt128)(ulong)start + tensor.Offset + Bytes(tensor);
            if (end > (UInt128)(ulong)_length)
            {
                throw new GgufFormatException($"tensor data ends at byte {end} ({tensor.Name}) but the file has {_length} bytes");
            }
        }
    }

    private static UInt128 Bytes(GgufTensor tensor)
    {
        if (!GgmlType.ById.TryGetValue(tensor.Type, out var type))
        {
            throw new GgufFormatException($"tensor {tensor.Name} has type {tensor.Type}, which this engine does not know");
        }

        UInt128 elements = 1;
        foreach (var dimension in tensor.Dimensions)
        {
            elements = elements > long.MaxValue ? elements : elements * (ulong)dimension;
        }

        if (tensor.Dimensions is [var row, ..] && row % type.BlockSize != 0)
        {
            throw new GgufFormatException($"tensor {tensor.Name} has rows of {row} elements, not a multiple of {type.BlockSize} as {type.Name} needs");
        }

        return elements / (ulong)type.BlockSize * (ulong)type.BlockBytes;
    }

    private object Value(GgufValueType type, string key, int depth)
    {
        switch (type)
        {
            case GgufValueType.UInt8: return Fill(1)[0];
            case GgufValueType.Int8: return (sbyte)Fill(1)[0];
            case GgufValueType.UInt16: return BinaryPrimitives.ReadUInt16LittleEndian(Fill(2));
            case GgufValueType.Int16: return BinaryPrimitives.ReadInt16LittleEndian(Fill(2));
            case GgufValueType.UInt32: return UInt32();
            case GgufValueType.Int32: return (int)UInt32();
            case GgufValueType.Float32: return BinaryPrimitives.ReadSingleLittleEndian(Fill(4));
            case GgufValueType.Bool: return Fill(1)[0] != 0;
            case GgufValueType.String: return String(int.MaxValue, key);
            case GgufValueType.UInt64: return UInt64();
            case GgufValueType.Int64: return (long)UInt64();
            case GgufValueType.Float64: return BinaryPrimitives.ReadDoubleLittleEndian(Fill(8));
            case GgufValueType.Array: return Skip(key, depth);
            default: throw new GgufFormatException($"the metadata key {key} has the unknown type {(int)type}");
        }
    }

    // Arrays hold vocabularies of hundreds of thousands of entries that only the engine needs: they are checked, not kept.
    private object Skip(string key, int depth)
    {
        if (depth == MaxArrayDepth)
        {
            throw new GgufFormatException($"the metadata key {key} nests arrays too deeply");
        }

        var type = ValueType(key);
        var count = UInt64();
        Require(count > long.MaxValue / 8 ? long.MaxValue : (long)count * MinimumBytes(type), key);
        if (type is GgufValueType.String)
        {
            for (ulong i = 0; i < count; i++)
            {
                Advance(UInt64(), key);
            }
        }
        else if (type is GgufValueType.Array)
        {
            for (ulong i = 0; i < count; i++)
            {
                Skip(key, depth + 1);
            }
        }
        else
        {
            Advance(count * (ulong)MinimumBytes(type), key);
        }

        return new GgufArray(type, (long)count);
    }

    private static int MinimumBytes(GgufValueType type) => type switch
    {
        GgufValueType.UInt8 or GgufValueType.Int8 or GgufValueType.Bool => 1,
        GgufValueType.UInt16 or GgufValueType.Int16 => 2,
        GgufValueType.UInt32 or GgufValueType.Int32 or GgufValueType.Float32 => 4,
        _ => 8,
    };

    private GgufValueType ValueType(string key)
    {
        var type = (GgufValueType)UInt32();
        return Enum.IsDefined(type) ? type : throw new GgufFormatException($"the metadata key {key} has the unknown type {(int)type}");
    }

    private int Count(string what, int max)
    {
        var count = UInt64();
        return count <= (ulong)max ? (int)count : throw new GgufFormatException($"it claims {count} {what}, and more than {max} are not plausible");
    }

    private string String(int max, string what)
    {
        var length = UInt64();
        if (length > (ulong)max)
        {
            throw new GgufFormatException($"{what} claims a length of {length} bytes");
        }

        Require((long)length, what);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        _position += bytes.Length;
        return Encoding.UTF8.GetString(bytes);
    }

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Fill(4));

    private ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Fill(8));

    private ReadOnlySpan<byte> Fill(int count)
    {
        Require(count, "the header");
        stream.ReadExactly(_buffer, 0, count);
        _position += count;
        return _buffer.AsSpan(0, count);
    }

    private void Advance(ulong bytes, string what)
    {
        Require(bytes > long.MaxValue ? long.MaxValue : (long)bytes, what);
        // Seeking drops the read buffer; small steps stay inside it.
        for (var left = (long)bytes; left > 0;)
        {
            var step = (int)Math.Min(left, _scratch.Length);
            stream.ReadExactly(_scratch, 0, step);
            left -= step;
        }

        _position += (long)bytes;
    }

    private void Require(long bytes, string what)
    {
        if (bytes > _length - _position)
        {
            throw new GgufFormatException($"{what} needs {bytes} bytes at byte {_position} but the file has {_length} bytes");
        }
    }
}
