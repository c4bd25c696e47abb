using System.Globalization;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>One text of a JSON document, from after its opening quote to its closing one.</summary>
internal sealed class JsonText(ByteReader reader, int max)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly MemoryStream _bytes = new();

    internal string? Read(long end)
    {
        _bytes.SetLength(0);
        var tooLong = false;
        while (true)
        {
            if (reader.Position >= end)
            {
                throw Fail("a text ends too early");
            }

            var b = reader.Byte("a text of JSON");
            if (b == '"')
            {
                return tooLong ? null : Decode();
            }

            if (b < 0x20)
            {
                throw Fail("a text contains a control character");
            }

            tooLong |= _bytes.Length >= max;
            if (tooLong)
            {
                _bytes.SetLength(0);
            }

            if (b == '\\')
            {
                Escape();
            }
            else
            {
                _bytes.WriteByte(b);
            }
        }
    }

    private void Escape()
    {
        var escape = reader.Byte("an escape");
        if (escape == 'u')
        {
            Unicode();
            return;
        }

        _bytes.WriteByte(escape switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => escape,
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => throw Fail("a text has an escape that does not exist"),
        });
    }

    private void Unicode()
    {
        var unit = Unit();
        if (char.IsHighSurrogate(unit) && reader.Peek() == '\\')
        {
            reader.Byte("an escape");
            if (reader.Peek() != 'u')
            {
                Write(Rune.ReplacementChar);
                Escape();
                return;
            }

            reader.Byte("an escape");
            var second = Unit();
            if (Rune.TryCreate(unit, second, out var pair))
            {
                Write(pair);
                return;
            }

            Write(Rune.ReplacementChar);
            unit = second;
        }

        Write(Rune.TryCreate(unit, out var rune) ? rune : Rune.ReplacementChar);
    }

    private char Unit() => ushort.TryParse(reader.Span(4, "an escape"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
        ? (char)unit
        : throw Fail("a text has a damaged escape");

    private void Write(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        _bytes.Write(utf8[..rune.EncodeToUtf8(utf8)]);
    }

    private string Decode()
    {
        try
        {
            return Strict.GetString(_bytes.GetBuffer(), 0, (int)_bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            throw Fail("a text is not UTF-8");
        }
    }

    private MalformedContentException Fail(string message) => new(FormatFault.Damaged, reader.Position, $"it is not valid JSON: {message}");
}
