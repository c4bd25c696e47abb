using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Has only so many versions worked on at a time, in the order in which they asked.</summary>
/// <param name="places">How many.</param>
internal sealed class Turns(int places)
{
    private readonly Lock _gate = new();
    private readonly Queue<NamespacedName> _waiting = new();
    private readonly HashSet<NamespacedName> _known = [];
    private int _free = places;

    /// <summary>Whether it is this version's turn. If not, it is remembered.</summary>
    public bool TryBegin(NamespacedName key)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                _known.Remove(key);
                return true;
            }

            if (_known.Add(key))
            {
                _waiting.Enqueue(key);
            }

            return false;
        }
    }

    /// <returns>Whose turn is next; null for nobody's.</returns>
    public NamespacedName? End()
    {
        lock (_gate)
        {
            _free++;
            while (_waiting.TryDequeue(out var next))
            {
                // Who has had a turn without being called does not need another.
                if (_known.Remove(next))
                {
                    return next;
                }
            }

            return null;
        }
    }
}
