using System.Text;
using System.Text.RegularExpressions;

namespace Modelyard.Artifacts;

/// <summary>The header of a NumPy array file: above all whether what follows is plain numbers or a pickle.</summary>
/// <param name="Description">As written: a literal of Python.</param>
public sealed partial record NpyHeader(string Description, bool HoldsObjects)
{
    private const int MaxHeader = 64 << 10;

    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="MalformedContentException">Not a header that NumPy would read.</exception>
    public static NpyHeader Read(ByteReader reader)
    {
        if (!reader.Span(Magic.Length, "the magic").SequenceEqual(Magic))
        {
            throw new MalformedContentException(FormatFault.Damaged, 0, "it does not start as a NumPy array");
        }

        var version = reader.Byte("the version");
        reader.Byte("the version");
        var length = version switch
        {
            1 => reader.UInt16("the header's length"),
            2 or 3 => reader.UInt32("the header's length"),
            _ => throw new MalformedContentException(FormatFault.Unknown, Magic.Length, $"its version is {version}, and only 1 to 3 exist"),
        };
        var text = Encoding.UTF8.GetString(reader.Bytes(length, MaxHeader, "the header"));
        var holdsObjects = Texts(text).Any(IsObjectType);
        if (text.Contains('\\') || !(holdsObjects || Plain().IsMatch(text)))
        {
            throw new MalformedContentException(FormatFault.Damaged, Magic.Length, "its header is not one that NumPy writes");
        }

        return new NpyHeader(text.Trim(), holdsObjects);
    }

    /// <summary>The literal that NumPy and its like write: one type of numbers or texts or a flat list of named ones, and no escapes.</summary>
    [GeneratedRegex("""
        ^\ *\{\ *((
            ['"]descr['"]\ *:\ *(
                ['"][<>|=]?[biufcSUVmMa?][0-9]*(\[[0-9a-zA-Z]+\])?['"]
              | \[\ *(\(\ *'[^'"]*'\ *,\ *'[<>|=]?[biufcSUVmMa?][0-9]*(\[[0-9a-zA-Z]+\])?'\ *(,\ *\([0-9,\ ]*\)\ *)?\)\ *,?\ *)+\]
            )
          | ['"]fortran_order['"]\ *:\ *(True|False)
          | ['"]shape['"]\ *:\ *\([0-9L,\ ]*\)
        )\ *,?\ *){3}\}\ *\n?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    // Types may be nested in lists and put together from pieces: any text that can be, or end in, the object type counts.
    private static bool IsObjectType(string text) => text.TrimStart('<', '>', '|', '=') is ['O', ..];

    private static IEnumerable<string> Texts(string literal)
    {
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] is '\'' or '"' && literal.IndexOf(literal[i], i + 1) is var end and > 0)
            {
                yield return literal[(i + 1)..end];
                i = end;
            }
        }
    }
}
