namespace Modelyard.Artifacts;

/// <summary>Graphs of TensorFlow have no magic: they are known by how a saved model, or the first node of a frozen graph, begins.</summary>
internal static class TensorFlowSignature
{
    private const int LongestName = 4096;
    private const byte FirstMessage = 0x0A;
    private const byte SecondMessage = 0x12;

    /// <summary>A saved model: the version of its schema, which is 1, and the first of its graphs.</summary>
    internal static bool IsSavedModel(ReadOnlySpan<byte> head, long size)
    {
        if (head is not [0x08, 0x01, SecondMessage, ..])
        {
            return false;
        }

        var at = 3;
        return Varint.TryRead(head, ref at, out var length) && length > 0 && length <= (ulong)(size - at) && at < head.Length && head[at] is FirstMessage or SecondMessage;
    }

    /// <summary>A frozen graph: a node, which begins with its name and its operator.</summary>
    internal static bool IsGraph(ReadOnlySpan<byte> head, long size)
    {
        var at = 1;
        if (head.IsEmpty || head[0] != FirstMessage || !Varint.TryRead(head, ref at, out var node) || node == 0 || node > (ulong)(size - at))
        {
            return false;
        }

        var end = (ulong)at + node;
        return TryName(head, ref at, FirstMessage, end) && TryName(head, ref at, SecondMessage, end);
    }

    private static bool TryName(ReadOnlySpan<byte> head, ref int at, byte tag, ulong end)
    {
        if (at >= head.Length || head[at++] != tag || !Varint.TryRead(head, ref at, out var length) || length is 0 or > LongestName || (ulong)at + length > Math.Min(end, (ulong)head.Length))
        {
            return false;
        }

        foreach (var b in head.Slice(at, (int)length))
        {
            if (b is <= (byte)' ' or >= 0x7F)
            {
                return false;
            }
        }

        at += (int)length;
        return true;
    }
}
