namespace Modelyard.Artifacts;

/// <summary>
/// The memo of a pickle. Only what can become the name or the target of an import is kept; that anything else was put there is
/// known from the count alone, so that a memo of millions of numbers takes no room.
/// </summary>
internal sealed class PickleMemo
{
    private const int MaxKept = 1 << 20;
    private readonly Dictionary<uint, PickleValue> _kept = [];
    private uint _next;

    /// <summary>An index was left out, so that the count says nothing about which ones are filled.</summary>
    internal bool HasGaps { get; private set; }

    internal bool IsFull => _kept.Count >= MaxKept;

    internal uint Count => _next;

    internal void Put(uint index, PickleValue value)
    {
        if (index > _next)
        {
            HasGaps = true;
        }
        else if (index == _next)
        {
            _next++;
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
        return index < _next || HasGaps;
    }
}
