namespace Modelyard.Artifacts;

/// <summary>The stack of the pickle machine with its marks. Fails where the real one would.</summary>
internal sealed class PickleStack(Func<FormatFault, string, MalformedContentException> fail)
{
    private const int MaxDepth = 1 << 20;
    private readonly List<PickleValue> _values = [];
    private readonly List<int> _marks = [];

    private int Fence => _marks.Count == 0 ? 0 : _marks[^1];

    internal void Clear()
    {
        _values.Clear();
        _marks.Clear();
    }

    internal void Push(PickleValue value)
    {
        if (_values.Count + _marks.Count >= MaxDepth)
        {
            throw fail(FormatFault.Absurd, $"its stack grows beyond {MaxDepth} values");
        }

        _values.Add(value);
    }

    internal PickleValue Pop()
    {
        var top = Top();
        _values.RemoveAt(_values.Count - 1);
        return top;
    }

    internal PickleValue Top() => _values.Count > Fence ? _values[^1] : throw fail(FormatFault.Damaged, "it takes from an empty stack");

    internal void Mark()
    {
        if (_values.Count + _marks.Count >= MaxDepth)
        {
            throw fail(FormatFault.Absurd, $"its stack grows beyond {MaxDepth} values");
        }

        _marks.Add(_values.Count);
    }

    /// <summary>Takes everything above the last mark, and the mark; the value just above it, if there is one.</summary>
    internal PickleValue? PopMark()
    {
        if (_marks.Count == 0)
        {
            throw fail(FormatFault.Damaged, "it looks for a mark where there is none");
        }

        var from = _marks[^1];
        PickleValue? first = _values.Count > from ? _values[from] : null;
        _values.RemoveRange(from, _values.Count - from);
        _marks.RemoveAt(_marks.Count - 1);
        return first;
    }

    /// <summary>Takes one value, or the mark that is in its place.</summary>
    internal void PopValueOrMark()
    {
        if (_marks.Count > 0 && _marks[^1] == _values.Count)
        {
            _marks.RemoveAt(_marks.Count - 1);
        }
        else
        {
            Pop();
        }
    }
}
