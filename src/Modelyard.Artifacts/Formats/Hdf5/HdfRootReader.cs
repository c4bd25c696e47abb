using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// Follows an HDF5 file to the attributes of its root and no further: weights stay unread. What the layout of attributes allows and
/// Keras does not write (attributes in a heap of their own, shared types) is reported as not followed.
/// </summary>
public sealed class HdfRootReader
{
    private const int AttributeType = 0x0C;
    private const int AttributeInfoType = 0x15;
    private const int FixedText = 3;
    private const int VariableText = 9;
    private readonly HdfFile _bytes;
    private readonly List<HdfAttribute> _attributes = [];
    private long _base;

    private HdfRootReader(Stream file) => _bytes = new HdfFile(file);

    public static HdfRoot Read(Stream file)
    {
        var reader = new HdfRootReader(file);
        try
        {
            var root = reader.RootHeader();
            foreach (var message in new HdfMessages(reader._bytes).Read(root))
            {
                reader.Visit(message);
            }

            return new HdfRoot(reader._attributes, null);
        }
        catch (MalformedContentException e)
        {
            return new HdfRoot(reader._attributes, e.ToProblem());
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return new HdfRoot(reader._attributes, new FormatProblem(FormatFault.Truncated, "a part of its root is shorter than its kind needs", "root"));
        }
    }

    private long RootHeader()
    {
        var start = _bytes.At(0, 24);
        var version = start[8];
        if (version > 3)
        {
            throw new MalformedContentException(FormatFault.Unknown, 8, $"its version is {version}, and only 0 to 3 can be read");
        }

        (_bytes.OffsetSize, _bytes.LengthSize) = version < 2 ? (start[13], start[14]) : (start[9], start[10]);
        if (_bytes.OffsetSize is not (4 or 8) || _bytes.LengthSize is not (4 or 8))
        {
            throw new MalformedContentException(FormatFault.Unknown, 9, $"its addresses have {_bytes.OffsetSize} bytes");
        }

        var addresses = version switch { 0 => 24, 1 => 28, _ => 12 };
        _base = _bytes.Offset(_bytes.At(addresses, _bytes.OffsetSize));
        if (_base != 0)
        {
            throw new MalformedContentException(FormatFault.Unknown, addresses, "its content does not begin at its beginning");
        }

        // Early versions have an entry of a symbol table there, whose second field is the address.
        return _bytes.Offset(_bytes.At(addresses + ((version < 2 ? 5 : 3) * _bytes.OffsetSize), _bytes.OffsetSize));
    }

    private void Visit(HdfMessage message)
    {
        if (message.Type == AttributeInfoType)
        {
            var at = 2 + ((message.Data[1] & 1) != 0 ? 2 : 0);
            if (_bytes.Offset(message.Data.AsSpan(at)) != -1)
            {
                throw new MalformedContentException(FormatFault.Unknown, message.Address, "its attributes are in a heap of their own, which is not followed");
            }
        }
        else if (message.Type == AttributeType)
        {
            VisitAttribute(message);
        }
    }

    private void VisitAttribute(HdfMessage message)
    {
        var data = message.Data;
        var version = data[0];
        if (version is < 1 or > 3 || (message.Flags & 2) != 0 || (version > 1 && data[1] != 0))
        {
            throw new MalformedContentException(FormatFault.Unknown, message.Address, "an attribute is stored in a way that is not followed");
        }

        var nameSize = (int)HdfFile.Number(data.AsSpan(2), 2);
        var typeSize = (int)HdfFile.Number(data.AsSpan(4), 2);
        var spaceSize = (int)HdfFile.Number(data.AsSpan(6), 2);
        var name = version == 3 ? 9 : 8;
        var type = name + Padded(nameSize, version);
        var value = type + Padded(typeSize, version) + Padded(spaceSize, version);
        var text = Encoding.UTF8.GetString(data.AsSpan(name, nameSize)).TrimEnd('\0');
        switch (data[type] & 0x0F)
        {
            case FixedText:
                // Padded with zeros to the size of its type.
                var fixedSize = Math.Min((int)Math.Min(HdfFile.Number(data.AsSpan(type + 4), 4), int.MaxValue), data.Length - value);
                _attributes.Add(new(text, message.Address + value, data.AsSpan(value, fixedSize).TrimEnd((byte)0).Length));
                break;
            case VariableText when data.Length - value >= 8 + _bytes.OffsetSize:
                var heap = _bytes.Offset(data.AsSpan(value + 4));
                var index = HdfFile.Number(data.AsSpan(value + 4 + _bytes.OffsetSize), 4);
                if (HdfFile.Number(data.AsSpan(value), 4) != 0)
                {
                    _attributes.Add(HeapObject(text, heap, index));
                }

                break;
        }
    }

    private HdfAttribute HeapObject(string name, long heap, long index)
    {
        var prefix = 8 + _bytes.LengthSize;
        var head = _bytes.At(heap, prefix);
        if (!head.AsSpan().StartsWith("GCOL"u8))
        {
            throw new MalformedContentException(FormatFault.Damaged, heap, $"the text of {name} is not where it should be");
        }

        var end = heap + _bytes.Length(head.AsSpan(8));
        for (var at = heap + prefix; at + prefix <= end;)
        {
            var item = _bytes.At(at, prefix);
            var size = _bytes.Length(item.AsSpan(8));
            if (size < 0 || size > _bytes.Size - at - prefix)
            {
                break;
            }

            if (HdfFile.Number(item, 2) == index)
            {
                return new HdfAttribute(name, at + prefix, size);
            }

            if (HdfFile.Number(item, 2) == 0)
            {
                break;
            }

            at += prefix + ((size + 7) & ~7);
        }

        throw new MalformedContentException(FormatFault.OutOfRange, heap, $"the text of {name} is not where it should be");
    }

    private static int Padded(int size, byte version) => version == 1 ? (size + 7) & ~7 : size;
}
