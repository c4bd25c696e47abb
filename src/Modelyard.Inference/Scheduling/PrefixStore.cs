using System.Runtime.InteropServices;

namespace Modelyard.Inference;

/// <summary>
/// State of finished conversations, in ordinary memory. Left in the context it would be in everybody's way: each prompt is
/// compared with all cells that lie between its own. The least recently used goes when the allowance is spent.
/// </summary>
internal sealed class PrefixStore(LlamaContext context, long capacity)
{
    private readonly List<Entry> _entries = [];
    private long _clock;

    internal long Bytes { get; private set; }

    internal int Count => _entries.Count;

    /// <summary>Takes a copy of a sequence. What it continues is forgotten: every beginning of it is a beginning of this too.</summary>
    internal void Save(Slot slot)
    {
        var tokens = CollectionsMarshal.AsSpan(slot.Cached);
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var common = tokens.CommonPrefixLength(_entries[i].Tokens);
            if (common == tokens.Length)
            {
                _entries[i].LastUsed = ++_clock;
                return;
            }

            if (common == _entries[i].Tokens.Length)
            {
                Remove(i);
            }
        }

        var size = context.SavedSize(slot.Sequence);
        if (size > Math.Min(capacity, Array.MaxLength))
        {
            return;
        }

        while (Bytes + size > capacity)
        {
            RemoveOldest();
        }

        var state = GC.AllocateUninitializedArray<byte>((int)size);
        if (context.Save(slot.Sequence, state))
        {
            _entries.Add(new Entry([.. slot.Cached], state) { LastUsed = ++_clock });
            Bytes += size;
        }
    }

    /// <summary>The entry that knows the most of a prompt's beginning, and how much that is.</summary>
    internal (Entry? Entry, int Length) Longest(List<int> tokens)
    {
        var prompt = CollectionsMarshal.AsSpan(tokens);
        Entry? best = null;
        var length = 0;
        foreach (var entry in _entries)
        {
            var common = prompt.CommonPrefixLength(entry.Tokens);
            if (common > length)
            {
                (best, length) = (entry, common);
            }
        }

        return (best, length);
    }

    /// <summary>Puts an entry into an empty sequence.</summary>
    internal bool Restore(Entry entry, Slot slot)
    {
        entry.LastUsed = ++_clock;
        if (!context.Restore(slot.Sequence, entry.State))
        {
            return false;
        }

        slot.Cached.AddRange(entry.Tokens);
        return true;
    }

    private void RemoveOldest()
    {
        var oldest = 0;
        for (var i = 1; i < _entries.Count; i++)
        {
            if (_entries[i].LastUsed < _entries[oldest].LastUsed)
            {
                oldest = i;
            }
        }

        Remove(oldest);
    }

    private void Remove(int index)
    {
        Bytes -= _entries[index].State.Length;
        _entries.RemoveAt(index);
    }

    internal sealed class Entry(int[] tokens, byte[] state)
    {
        internal int[] Tokens { get; } = tokens;

        internal byte[] State { get; } = state;

        internal long LastUsed { get; set; }
    }
}
