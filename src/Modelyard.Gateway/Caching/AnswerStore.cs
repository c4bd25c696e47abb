namespace Modelyard.Gateway;

/// <summary>The answers that are kept of one deployment, in memory. When there is no room, those go that have not been asked for the longest.</summary>
internal sealed class AnswerStore
{
    // What an entry takes besides its bytes, about.
    private const int Overhead = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<AnswerCacheKey, LinkedListNode<(AnswerCacheKey Key, CachedAnswer Answer)>> _entries = [];
    private readonly LinkedList<(AnswerCacheKey Key, CachedAnswer Answer)> _byUse = new();
    private long _size;

    /// <summary>Bytes in use.</summary>
    public long Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }
    }

    public CachedAnswer? Find(AnswerCacheKey key, long now)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return null;
            }

            if (node.Value.Answer.Until <= now)
            {
                Remove(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    public void Add(AnswerCacheKey key, CachedAnswer answer, long mostBytes)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            if (SizeOf(answer) > mostBytes)
            {
                return;
            }

            _entries[key] = _byUse.AddFirst((key, answer));
            _size += SizeOf(answer);
            while (_size > mostBytes)
            {
                Remove(_byUse.Last!);
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _byUse.Clear();
            _size = 0;
        }
    }

    private static long SizeOf(CachedAnswer answer) => answer.Body.Length + Overhead;

    private void Remove(LinkedListNode<(AnswerCacheKey Key, CachedAnswer Answer)> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _size -= SizeOf(node.Value.Answer);
    }
}
