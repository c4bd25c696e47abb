using System.Buffers;
using System.Globalization;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// The operands of pickle that are written as text. Numbers are accepted as widely as Python does: what is refused here has to be
/// refused there, or a scan would stop where loading goes on.
/// </summary>
internal static class PickleText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> IntegerBytes = SearchValues.Create("0123456789abcdefABCDEFxXoOL_+- \t\r\v\f"u8);
    private static readonly SearchValues<byte> FloatBytes = SearchValues.Create("0123456789.eE_+- \t\r\v\finfatyINFATY"u8);

    internal static bool IsDottedName(ReadOnlySpan<byte> line) => !line.ContainsAnyExceptInRange((byte)'.', (byte)'z');

    internal static bool IsInteger(ReadOnlySpan<byte> line) => !BeforeNul(line).ContainsAnyExcept(IntegerBytes);

    internal static bool IsFloat(ReadOnlySpan<byte> line) => !BeforeNul(line).ContainsAnyExcept(FloatBytes);

    /// <summary>A memo index; null where it is none.</summary>
    internal static uint? Index(ReadOnlySpan<byte> line)
    {
        var text = Encoding.Latin1.GetString(BeforeNul(line)).Trim(' ', '\t', '\r', '\v', '\f').Replace("_", "", StringComparison.Ordinal);
        return uint.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    // Where numbers are parsed by functions of C, they end at a zero byte.
    private static ReadOnlySpan<byte> BeforeNul(ReadOnlySpan<byte> line) => line.IndexOf((byte)0) is var end and >= 0 ? line[..end] : line;

    internal static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A text of Python 2, which becomes one of Python 3 only in an encoding the loading program chooses, ASCII apart.</summary>
    internal static string? Ascii(ReadOnlySpan<byte> bytes) => System.Text.Ascii.IsValid(bytes) ? Encoding.ASCII.GetString(bytes) : null;

    /// <summary>What stands between the quotes; null where there is an escape, <paramref name="isQuoted"/> false where there are none.</summary>
    internal static string? Quoted(ReadOnlySpan<byte> line, out bool isQuoted)
    {
        var text = line.Trim(" \t\r\v\f"u8);
        isQuoted = text.Length >= 2 && text[0] == text[^1] && text[0] is (byte)'\'' or (byte)'"';
        return isQuoted && text.IndexOf((byte)'\\') < 0 ? Ascii(text[1..^1]) : null;
    }
}
