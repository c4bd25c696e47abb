using System.Buffers.Binary;

namespace Modelyard.Artifacts;

/// <summary>A tokenizer of SentencePiece: a list of pieces, each a text with a score and a kind.</summary>
internal static class SentencePieceSignature
{
    private const int PiecesToCheck = 3;

    internal static bool Recognizes(ReadOnlySpan<byte> head, long size)
    {
        for (var i = 0; i < PiecesToCheck; i++)
        {
            // Field 1 of the model, and in it field 1 with the text and field 2 with the score.
            if (head is not [0x0A, var length and < 0x80, 0x0A, var text and < 0x80, ..] || text + 7 > length || head.Length < 2 + length
                || head[4 + text] != 0x15 || !float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(head[(5 + text)..])))
            {
                return false;
            }

            head = head[(2 + length)..];
        }

        return size > head.Length;
    }
}
