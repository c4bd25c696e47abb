using System.Buffers.Binary;
using System.Text;

namespace Modelyard.Tests.Telemetry;

/// <summary>A message of protocol buffers, by the numbers of its fields.</summary>
internal sealed class WireMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public WireMessage(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, Varint(bytes, ref at), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]), []));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    _fields.Add((field, 0, bytes.Slice(at, length).ToArray()));
                    at += length;
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]), []));
                    at += 4;
                    break;
                default:
                    throw new FormatException($"field {field} has wire type {tag & 7}");
            }
        }
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public IEnumerable<WireMessage> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => new WireMessage(f.Bytes));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

    public ulong Number(int field) => _fields.Find(f => f.Field == field).Number;

    private byte[] Bytes(int field) => _fields.Find(f => f.Field == field).Bytes ?? [];

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
