using System.Text;

namespace Modelyard.Artifacts;

/// <summary>Tells what a file is from its beginning. Names are not asked.</summary>
public static class FormatDetector
{
    /// <summary>Enough of the beginning for every decision here.</summary>
    public const int HeadSize = 64 << 10;

    private const int LongMagic = 4;
    private const int TarHeader = 512;
    private const int TarChecksum = 148;
    private const int TarChecksumLength = 8;

    private static readonly (byte[] Magic, ContentFormat Format)[] Magics =
    [
        ([.. GgufHeaderReader.Magic], ContentFormat.Gguf),
        ([.. NpyHeader.Magic], ContentFormat.Numpy),
        ([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A], ContentFormat.Hdf5),
        ([.. ZipDirectoryReader.Magic], ContentFormat.Zip),
        ([(byte)'P', (byte)'K', 5, 6], ContentFormat.Zip),
        ([(byte)'P', (byte)'K', 7, 8], ContentFormat.Zip),
        ([0x1F, 0x8B], ContentFormat.Gzip),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], ContentFormat.OtherContainer),
        ([.. "Rar!"u8, 0x1A, 0x07], ContentFormat.OtherContainer),
        ([0xFD, .. "7zXZ"u8, 0], ContentFormat.OtherContainer),
        ([.. "BZh"u8], ContentFormat.OtherContainer),
        ([0x28, 0xB5, 0x2F, 0xFD], ContentFormat.OtherContainer),
        ([0x04, 0x22, 0x4D, 0x18], ContentFormat.OtherContainer),
        ([.. "LZIP"u8], ContentFormat.OtherContainer),
        ([0x5D, 0x00, 0x00], ContentFormat.OtherContainer),
        ([.. "!<arch>\n"u8], ContentFormat.OtherContainer),
        ([.. "MSCF"u8], ContentFormat.OtherContainer),
        ([0x7F, .. "ELF"u8], ContentFormat.Executable),
        ([.. "MZ"u8], ContentFormat.Executable),
        ([0xCF, 0xFA, 0xED, 0xFE], ContentFormat.Executable),
        ([0xCE, 0xFA, 0xED, 0xFE], ContentFormat.Executable),
        ([0xCA, 0xFE, 0xBA, 0xBE], ContentFormat.Executable),
        ([0x00, .. "asm"u8], ContentFormat.Executable),
        ([0x89, .. "PNG"u8, 0x0D, 0x0A], ContentFormat.Image),
        ([0xFF, 0xD8, 0xFF], ContentFormat.Image),
        ([.. "GIF8"u8], ContentFormat.Image),
    ];

    /// <param name="head">The first <see cref="HeadSize"/> bytes, or all where there are fewer.</param>
    public static ContentFormat Detect(ReadOnlySpan<byte> head, long size)
    {
        if (size == 0)
        {
            return ContentFormat.Empty;
        }

        foreach (var (magic, format) in Magics)
        {
            if (head.StartsWith(magic))
            {
                return format;
            }
        }

        return head switch
        {
            _ when SafetensorsHeaderReader.Recognizes(head, size) => ContentFormat.Safetensors,
            _ when IsTar(head) => ContentFormat.Tar,
            _ when head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8) => ContentFormat.Image,
            _ when IsZlib(head) && !IsText(head, size) => ContentFormat.Zlib,
            [0x80, <= 5, ..] => ContentFormat.Pickle,
            _ when SentencePieceSignature.Recognizes(head, size) => ContentFormat.SentencePiece,
            _ when OnnxSignature.Recognizes(head, size) => ContentFormat.Onnx,
            _ when TensorFlowSignature.IsSavedModel(head, size) => ContentFormat.SavedModel,
            _ when TensorFlowSignature.IsGraph(head, size) => ContentFormat.TensorFlowGraph,
            _ when IsText(head, size) => IsJson(head) ? ContentFormat.Json : ContentFormat.Text,
            _ => ContentFormat.Unknown,
        };
    }

    /// <summary>
    /// For raw numbers, which begin with a short magic now and then: only what is recognized by bytes that do not come about by chance.
    /// </summary>
    public static ContentFormat DetectByLongMagic(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, format) in Magics)
        {
            if (magic.Length >= LongMagic && head.StartsWith(magic))
            {
                return format;
            }
        }

        return head.IsEmpty ? ContentFormat.Empty : ContentFormat.Unknown;
    }

    /// <summary>Whether a tar header with a right checksum begins here: it may, whatever else the first bytes are.</summary>
    public static bool IsTar(ReadOnlySpan<byte> head)
    {
        if (head.Length < TarHeader)
        {
            return false;
        }

        var field = Encoding.ASCII.GetString(head.Slice(TarChecksum, TarChecksumLength)).Trim('\0', ' ');
        if (field.Length == 0 || field.Any(c => c is < '0' or > '7'))
        {
            return false;
        }

        long signed = ' ' * TarChecksumLength, unsigned = ' ' * TarChecksumLength;
        for (var i = 0; i < TarHeader; i++)
        {
            if (i is < TarChecksum or >= TarChecksum + TarChecksumLength)
            {
                unsigned += head[i];
                signed += (sbyte)head[i];
            }
        }

        var claimed = Convert.ToInt64(field, 8);
        return claimed == unsigned || claimed == signed;
    }

    // A compressed stream begins with two bytes that are a multiple of 31; of these, zlib itself writes four.
    private static bool IsZlib(ReadOnlySpan<byte> head) => head is [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..];

    // Templates begin with a brace as well, and lists of Markdown with a bracket: the next character tells.
    private static bool IsJson(ReadOnlySpan<byte> head)
    {
        var text = (head.StartsWith("\uFEFF"u8) ? head[3..] : head).TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && text[1..].TrimStart(" \t\r\n"u8) is [var next, ..] && text[0] switch
        {
            (byte)'{' => next is (byte)'"' or (byte)'}',
            (byte)'[' => next is (byte)'"' or (byte)'{' or (byte)'[' or (byte)']' or (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' or (>= (byte)'0' and <= (byte)'9'),
            _ => false,
        };
    }

    private static bool IsText(ReadOnlySpan<byte> head, long size)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return true;
        }

        var controls = 0;
        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out var rune, out var taken);
            if (status == System.Buffers.OperationStatus.NeedMoreData && size > HeadSize)
            {
                return true;
            }

            if (status != System.Buffers.OperationStatus.Done || rune.Value == 0)
            {
                return false;
            }

            // Escape sequences of terminals and form feeds occur in text; many other controls do not.
            controls += rune.Value < 0x20 && rune.Value is not ('\t' or '\n' or '\r' or '\f' or 0x1B) ? 1 : 0;
            head = head[taken..];
        }

        return controls == 0;
    }
}
