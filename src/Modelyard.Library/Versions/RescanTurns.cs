using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Has versions scanned again one after the other: a library of thousands must not keep what is new waiting.</summary>
internal sealed class RescanTurns
{
    private readonly Lock _gate = new();
    private readonly Queue<NamespacedName> _waiting = new();
    private readonly HashSet<NamespacedName> _known = [];
    private bool _isTaken;

    /// <summary>Whether it is this version's turn. If not, it is remembered.</summary>
    public bool TryBegin(NamespacedName key)
    {
        lock (_gate)
        {
            if (!_isTaken)
            {
                return _isTaken = true;
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
            _isTaken = false;
            if (!_waiting.TryDequeue(out var next))
            {
                return null;
            }

            _known.Remove(next);
            return next;
        }
    }
}
