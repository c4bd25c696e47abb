using System.Buffers.Binary;
using System.Text;

namespace Modelyard.Tests.Library;

/// <summary>Writes pickles opcode by opcode: the harmless ones that libraries write, and those that none does.</summary>
internal sealed class PickleBytes
{
    private readonly MemoryStream _bytes = new();

    internal static PickleBytes Protocol(byte version) => new PickleBytes().Raw(0x80, version);

    internal PickleBytes Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Opcodes of one byte, by their letters.</summary>
    internal PickleBytes Ops(string letters) => Raw(Encoding.Latin1.GetBytes(letters));

    internal PickleBytes Global(string module, string name) => Ops($"c{module}\n{name}\n");

    internal PickleBytes Inst(string module, string name) => Ops($"i{module}\n{name}\n");

    /// <summary>SHORT_BINUNICODE or BINUNICODE, as protocol 4 chooses.</summary>
    internal PickleBytes Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return utf8.Length < 256 ? Raw(0x8C, (byte)utf8.Length).Raw(utf8) : LongText(text);
    }

    internal PickleBytes LongText(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
        return Ops("X").Raw(length).Raw(utf8);
    }

    internal PickleBytes StackGlobal(string module, string name) => Text(module).Text(name).Raw(StackGlobalOp);

    internal PickleBytes Bytes(ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return Ops("B").Raw(length).Raw(content);
    }

    internal PickleBytes Put(byte index) => Raw((byte)'q', index);

    internal PickleBytes Get(byte index) => Raw((byte)'h', index);

    internal PickleBytes Int(byte value) => Raw((byte)'K', value);

    internal PickleBytes Memoize() => Raw(0x94);

    /// <summary>The call that attackers make: <c>module.name("id")</c>, in the way of protocol 0.</summary>
    internal static byte[] Call(string module, string name) => new PickleBytes().Global(module, name).Ops("(S'id'\ntR.").ToArray();

    /// <summary>What <c>torch.save</c> writes for a state dict with one tensor.</summary>
    internal static byte[] StateDict() => Protocol(2)
        .Global("collections", "OrderedDict").Put(0).Ops(")R").Put(1).Ops("(")
        .LongText("weight").Put(2)
        .Global("torch._utils", "_rebuild_tensor_v2").Put(3)
        .Ops("((").LongText("storage").Put(4).Global("torch", "FloatStorage").Put(5).LongText("0").Put(6).LongText("cpu").Put(7).Int(4).Ops("t").Put(8).Ops("Q")
        .Int(0).Int(2).Int(2).Raw(0x86).Put(9).Int(2).Int(1).Raw(0x86).Put(10).Raw(0x89)
        .Global("collections", "OrderedDict").Ops(")R").Put(11).Ops("t").Put(12).Ops("R").Put(13)
        .Ops("u}").Put(14).LongText("_metadata").Put(15).Ops("}").Put(16).Ops("sb.")
        .ToArray();

    internal byte[] ToArray() => _bytes.ToArray();

    private const byte StackGlobalOp = 0x93;
}
