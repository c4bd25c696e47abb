namespace Modelyard.Inference;

/// <summary>
/// The sequences of the context and what each remembers. A finished choice leaves its state behind, and the next prompt that
/// begins alike continues from it: in place when it is a continuation, otherwise as a second sequence over the same cells, so
/// that a shared system prompt survives the conversations that branch from it.
/// </summary>
internal sealed class SlotTable
{
    private readonly LlamaContext _context;
    private readonly Slot[] _slots;
    private readonly bool _canReuse;
    private long _clock;

    internal SlotTable(LlamaContext context, int sequences, bool canReuse)
    {
        _context = context;
        _canReuse = canReuse;
        _slots = [.. Enumerable.Range(0, sequences).Select(i => new Slot(i))];
        Active = new List<Slot>(sequences);
    }

    /// <summary>Slots in use, the longest running first.</summary>
    internal List<Slot> Active { get; }

    internal int UsedCells
    {
        get
        {
            var cells = 0;
            foreach (var slot in _slots)
            {
                cells += slot.OwnCells;
            }

            return cells;
        }
    }

    /// <summary>
    /// A slot for the choice, holding as much of its beginning as is known. Unused state makes room, the oldest first and what
    /// the choice itself continues from last; null when there is still too little, unless nobody else is running.
    /// </summary>
    internal Slot? TryTake(Generation generation, int reserve)
    {
        var tokens = generation.Tokens;
        var (source, length) = Longest(tokens);
        while (!Fits() && Evict(except: source))
        {
        }

        if (!Fits() && source is { Active: null } && !Continues(source, length))
        {
            Drop(source);
            (source, length) = (null, 0);
        }

        if (!Fits() && Active.Count > 0)
        {
            return null;
        }

        var slot = Continues(source, length) ? source! : LeastRecentlyUsed(except: source);
        if (slot != source)
        {
            Drop(slot);
            if (source is not null && length > 0)
            {
                _context.Share(source.Sequence, slot.Sequence, length);
                slot.Cached.AddRange(source.Cached[..length]);
                slot.Shared = length;
            }
        }
        else if (slot.Cached.Count > length)
        {
            Cut(slot, length);
        }

        slot.Active = generation;
        slot.LastUsed = ++_clock;
        Active.Add(slot);
        return slot;

        bool Fits() => UsedCells - Freed(source, length) + tokens.Count - length + reserve <= _context.Cells;
    }

    /// <summary>Ends the use of a slot; what it holds stays for later prompts.</summary>
    internal void Release(Slot slot)
    {
        slot.Active = null;
        slot.LastUsed = ++_clock;
        Active.Remove(slot);
    }

    /// <summary>Forgets the oldest unused state; false when there is none.</summary>
    internal bool Evict(Slot? except = null)
    {
        Slot? oldest = null;
        foreach (var slot in _slots)
        {
            if (slot.Active is null && slot != except && slot.Cached.Count > 0 && (oldest is null || slot.LastUsed < oldest.LastUsed))
            {
                oldest = slot;
            }
        }

        if (oldest is null)
        {
            return false;
        }

        Drop(oldest);
        return true;
    }

    internal void Drop(Slot slot)
    {
        if (slot.Cached.Count > 0)
        {
            _context.Forget(slot.Sequence, 0);
            slot.Truncate(0);
        }
    }

    /// <summary>After a failed step nothing in the cache can be trusted.</summary>
    internal void ForgetAll()
    {
        _context.Clear();
        foreach (var slot in _slots)
        {
            slot.Truncate(0);
        }
    }

    /// <summary>Whether a prompt takes over the state it shares a beginning with, rather than branching from it.</summary>
    private static bool Continues(Slot? source, int length) => source is { Active: null } && length * 2 >= source.Cached.Count;

    private static int Freed(Slot? source, int length) => Continues(source, length) ? source!.OwnCells - Math.Min(length, source.OwnCells) : 0;

    private void Cut(Slot slot, int length)
    {
        if (_context.Forget(slot.Sequence, length))
        {
            slot.Truncate(length);
        }
        else
        {
            Drop(slot);
        }
    }

    // The last token is always computed again: its logits are what the first sample is drawn from.
    private (Slot? Source, int Length) Longest(List<int> tokens)
    {
        Slot? best = null;
        var length = 0;
        if (_canReuse)
        {
            foreach (var slot in _slots)
            {
                var common = Math.Min(slot.CommonPrefix(tokens), tokens.Count - 1);
                if (common > length || (common == length && common > 0 && slot.Active is null && best?.Active is not null))
                {
                    (best, length) = (slot, common);
                }
            }
        }

        return (best, length);
    }

    private Slot LeastRecentlyUsed(Slot? except)
    {
        Slot? best = null;
        foreach (var slot in _slots)
        {
            if (slot.Active is null && slot != except && (best is null || Rank(slot) < Rank(best)))
            {
                best = slot;
            }
        }

        return best ?? throw new InvalidOperationException("More choices were scheduled than there are sequences.");

        static long Rank(Slot slot) => slot.Cached.Count == 0 ? -1 : slot.LastUsed;
    }
}
