namespace Modelyard.Artifacts;

/// <summary>ONNX has no magic: it is known by its first fields being those of a model, in the wire types they have there.</summary>
internal static class OnnxSignature
{
    private const int MaxIrVersion = 100;

    internal static bool Recognizes(ReadOnlySpan<byte> head, long size)
    {
        var position = 0;
        var (hasVersion, hasGraph, hasOpset) = (false, false, false);
        while (position < head.Length)
        {
            if (!Varint.TryRead(head, ref position, out var tag))
            {
                break;
            }

            var (field, wire) = (tag >> 3, tag & 7);
            if (field is 1 or 5 && wire == 0)
            {
                if (!Varint.TryRead(head, ref position, out var value))
                {
                    break;
                }

                if (field == 1 && value is 0 or > MaxIrVersion)
                {
                    return false;
                }

                hasVersion |= field == 1;
            }
            else if (field is 2 or 3 or 4 or 6 or 7 or 8 or 14 or 20 or 25 or 26 && wire == 2)
            {
                if (!Varint.TryRead(head, ref position, out var length))
                {
                    break;
                }

                if (length > (ulong)(size - position))
                {
                    return false;
                }

                hasOpset |= field == 8;
                if (field == 7)
                {
                    // A graph begins with one of its own fields, all of them messages or texts.
                    hasGraph = length > 0 && position < head.Length && head[position] is 0x0A or 0x12 or 0x2A or 0x52 or 0x5A or 0x62 or 0x6A or 0x72 or 0x7A;
                    if (!hasGraph)
                    {
                        return false;
                    }
                }

                position = (int)Math.Min((ulong)position + length, (ulong)head.Length);
            }
            else
            {
                return false;
            }
        }

        return hasGraph && (hasVersion || hasOpset || position >= head.Length);
    }
}
