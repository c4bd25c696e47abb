namespace Modelyard.Artifacts;

/// <summary>
/// The memo of a pickle. Only what can become the name or the target of an import is kept; that anything else was put there is
/// known from the count alone, so that a memo of millions of numbers takes no room.
/// </summary>
internal sealed class PickleMemo
{
    private const int MaxKept = 1 << 20;
    private readonly Dictionary<uint, PickleValue> _kept = [];
    private readonly HashSet<uint> _beyondGaps = [];
    private uint _next;

    internal bool IsFull => _kept.Count >= MaxKept || _beyondGaps.Count >= MaxKept;

    /// <summary>Number of filled indices, which is where counting opcodes put the next one, filled or not.</summary>
    internal uint Count => _next + (uint)_beyondGaps.Count;

    internal void Put(uint index, PickleValue value)
    {
        if (index > _next)
        {
            _beyondGaps.Add(index);
        }
        else if (index == _next)
        {
            do
            {
                _next++;
            }
            while (_beyondGaps.Remove(_next));
        }

        if (value.IsPlain)
        {
            _kept.Remove(index);
        }
        else
        {
            _kept[index] = value;
        }
    }

    internal bool TryGet(uint index, out PickleValue value)
    {
        if (_kept.TryGetValue(index, out value))
        {
            return true;
        }

        value = PickleValue.Plain;
        return index < _next || _beyondGaps.Contains(index);
    }
}
