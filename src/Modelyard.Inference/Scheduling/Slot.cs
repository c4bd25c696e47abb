using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>One sequence of the context: the tokens whose state it holds, and who is using it. Engine thread only.</summary>
internal sealed class Slot(int sequence)
{
    internal int Sequence { get; } = sequence;

    /// <summary>Token i of this list is in the cache at position i.</summary>
    internal List<int> Cached { get; } = [];

    /// <summary>The sequence whose cells the first <see cref="Shared"/> positions are, taken over without copying.</summary>
    internal Slot? Source { get; set; }

    internal int Shared { get; set; }

    internal Generation? Active { get; set; }

    /// <summary>How many tokens of the active choice are in the batch being built.</summary>
    internal int InBatch { get; set; }

    /// <summary>Where in the batch its logits will be; -1 while the prompt is not complete.</summary>
    internal int OutputIndex { get; set; }

    internal int Pending => Active!.Tokens.Count - Cached.Count;

    /// <summary>Cells this sequence has to itself; one in use counts the tokens that are still to be computed too.</summary>
    internal int OwnCells => (Active?.Tokens.Count ?? Cached.Count) - Shared;

    internal int CommonPrefix(List<int> tokens) =>
        CollectionsMarshal.AsSpan(Cached).CommonPrefixLength(CollectionsMarshal.AsSpan(tokens));

    internal void Truncate(int length)
    {
        Cached.RemoveRange(length, Cached.Count - length);
        Shared = Math.Min(Shared, length);
    }
}
