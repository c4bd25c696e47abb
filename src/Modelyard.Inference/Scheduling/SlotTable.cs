namespace Modelyard.Inference;

/// <summary>
/// The sequences of the context and what each holds. A prompt that begins like something known continues from there: in place
/// when it goes on from a sequence nobody uses, over the same cells when it branches from one, or from the store.
/// </summary>
internal sealed class SlotTable
{
    // Bringing a long entry back for a short beginning would cost more than reading that beginning.
    private const int WorthRestoring = 16;

    private readonly LlamaContext _context;
    private readonly Slot[] _slots;
    private readonly PrefixStore? _store;
    private readonly bool _canReuse;

    internal SlotTable(LlamaContext context, int sequences, bool canReuse, PrefixStore? store)
    {
        _context = context;
        _canReuse = canReuse;
        _store = store;
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
    /// A slot for the choice, holding as much of its beginning as is known; null when there is too little room, unless nobody
    /// else is running. What other sequences hold that nobody uses goes to the store.
    /// </summary>
    internal Slot? TryTake(Generation generation, int reserve)
    {
        var tokens = generation.Tokens;
        var (source, length) = Longest(tokens);
        var (entry, stored) = Stored(tokens);
        if (stored <= length)
        {
            entry = null;
        }

        var slot = entry is null && Continues(source, length) ? source! : Unused(except: source);
        var shared = entry is null && source?.Active is not null ? length : 0;
        if (Active.Count > 0 && ActiveCells() + tokens.Count - shared + reserve > _context.Cells)
        {
            return null;
        }

        if (slot == source)
        {
            Cut(slot, length);
        }
        else
        {
            Stash(slot);
            if (entry is null && source is not null)
            {
                _context.Share(source.Sequence, slot.Sequence, length);
                slot.Cached.AddRange(source.Cached[..length]);
                (slot.Source, slot.Shared) = (source, length);
            }
        }

        foreach (var other in _slots)
        {
            if (other != slot && other.Active is null)
            {
                Stash(other);
            }
        }

        if (entry is not null && UsedCells + Math.Max(entry.Tokens.Length, tokens.Count) <= _context.Cells && _store!.Restore(entry, slot))
        {
            Cut(slot, stored);
        }

        slot.Active = generation;
        Active.Add(slot);
        return slot;
    }

    /// <summary>Ends the use of a slot; what it holds stays for a prompt that continues it.</summary>
    internal void Release(Slot slot)
    {
        slot.Active = null;
        Active.Remove(slot);
    }

    /// <summary>Makes room by moving unused state to the store; false when there is none.</summary>
    internal bool Evict()
    {
        foreach (var slot in _slots)
        {
            if (slot.Active is null && slot.Cached.Count > 0)
            {
                Stash(slot);
                return true;
            }
        }

        return false;
    }

    internal void Drop(Slot slot)
    {
        if (slot.Cached.Count > 0)
        {
            _context.Forget(slot.Sequence, 0);
            Bequeath(slot);
            slot.Truncate(0);
            slot.Source = null;
        }
    }

    /// <summary>After a failed step nothing in the context can be trusted.</summary>
    internal void ForgetAll()
    {
        _context.Clear();
        foreach (var slot in _slots)
        {
            slot.Truncate(0);
            slot.Source = null;
        }
    }

    private static bool Continues(Slot? source, int length) => source is { Active: null } && length * 2 >= source.Cached.Count;

    /// <summary>Cells that stay taken when everything unused has left: what the choices in use have and are about to need.</summary>
    private int ActiveCells()
    {
        var cells = 0;
        foreach (var slot in _slots)
        {
            cells += slot.Active is null ? UsedByOthers(slot) : slot.OwnCells;
        }

        return cells;
    }

    private int UsedByOthers(Slot slot)
    {
        var shared = 0;
        foreach (var other in Active)
        {
            shared = other.Source == slot ? Math.Max(shared, other.Shared) : shared;
        }

        return shared;
    }

    // Cells live on while any sequence has them: what a slot gives up belongs from then on to the one that shares the most of it.
    private void Bequeath(Slot slot)
    {
        Slot? heir = null;
        foreach (var other in _slots)
        {
            if (other.Source == slot && other.Shared > (heir?.Shared ?? 0))
            {
                heir = other;
            }
        }

        if (heir is null)
        {
            return;
        }

        foreach (var other in _slots)
        {
            if (other.Source == slot)
            {
                other.Source = heir;
            }
        }

        (heir.Source, heir.Shared) = (slot.Source, Math.Min(slot.Shared, heir.Shared));
    }

    private void Stash(Slot slot)
    {
        if (slot.Cached.Count > 0)
        {
            _store?.Save(slot);
            Drop(slot);
        }
    }

    private void Cut(Slot slot, int length)
    {
        if (slot.Cached.Count > length)
        {
            if (_context.Forget(slot.Sequence, length))
            {
                foreach (var other in _slots)
                {
                    other.Shared = other.Source == slot ? Math.Min(other.Shared, length) : other.Shared;
                }

                slot.Truncate(length);
            }
            else
            {
                Drop(slot);
            }
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

    private (PrefixStore.Entry? Entry, int Length) Stored(List<int> tokens)
    {
        var (entry, length) = _store?.Longest(tokens) ?? default;
        length = Math.Min(length, tokens.Count - 1);
        return entry is not null && length * WorthRestoring >= entry.Tokens.Length ? (entry, length) : default;
    }

    private Slot Unused(Slot? except)
    {
        Slot? best = null;
        foreach (var slot in _slots)
        {
            if (slot.Active is null && slot != except && (best is null || slot.Cached.Count < best.Cached.Count))
            {
                best = slot;
            }
        }

        return best ?? throw new InvalidOperationException("More choices were scheduled than there are sequences.");
    }
}
