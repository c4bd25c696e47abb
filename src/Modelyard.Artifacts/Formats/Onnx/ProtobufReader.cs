using System.Text;

namespace Modelyard.Artifacts;

/// <summary>Walks protobuf messages forwards without building them. Every message is held to the length it claims.</summary>
internal sealed class ProtobufReader(ByteReader reader)
{
    private const int MaxVarintBytes = 10;

    internal long Position => reader.Position;

    /// <summary>The next field of the message that ends at <paramref name="end"/>; false at its end.</summary>
    internal bool Next(long end, out int field, out ProtobufWire wire)
    {
        (field, wire) = (0, default);
        if (reader.Position >= end)
        {
            return reader.Position == end ? false : throw Fail(FormatFault.OutOfRange, "a message is longer than the one around it");
        }

        var tag = Varint();
        field = (int)Math.Min(tag >> 3, int.MaxValue);
        wire = (ProtobufWire)(tag & 7);
        return field > 0 && tag >> 3 < 1 << 29 && Enum.IsDefined(wire) ? true : throw Fail(FormatFault.Damaged, "there is a field of a kind that does not exist");
    }

    internal ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < MaxVarintBytes; i++)
        {
            var b = reader.Byte("a number");
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                return value;
            }
        }

        throw Fail(FormatFault.Damaged, "a number is longer than ten bytes");
    }

    /// <summary>Reads a length; the end of what it announces.</summary>
    internal long Enter(long end)
    {
        var length = Varint();
        return length <= (ulong)(end - reader.Position)
            ? reader.Position + (long)length
            : throw Fail(FormatFault.OutOfRange, $"a part claims {length} bytes where {Math.Max(0, end - reader.Position)} are left");
    }

    internal string Text(long end, int max, string what)
    {
        var to = Enter(end);
        return Encoding.UTF8.GetString(reader.Bytes(to - reader.Position, max, what));
    }

    internal void SkipTo(long end) => reader.Skip((ulong)(end - reader.Position), "a field");

    internal void Skip(ProtobufWire wire, long end)
    {
        switch (wire)
        {
            case ProtobufWire.Varint:
                Varint();
                break;
            case ProtobufWire.Fixed64:
                reader.Skip(8, "a field");
                break;
            case ProtobufWire.Fixed32:
                reader.Skip(4, "a field");
                break;
            default:
                SkipTo(Enter(end));
                break;
        }
    }

    internal MalformedContentException Fail(FormatFault fault, string message) => new(fault, reader.Position, message);
}
