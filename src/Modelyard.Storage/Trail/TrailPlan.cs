namespace Modelyard.Storage;

/// <summary>The records that a batch of writes adds to the trail, each tied to the one before.</summary>
internal sealed class TrailPlan(TrailHead head, TrailKey key, TimeProvider time)
{
    private readonly List<TrailRecord> _records = [];
    private TrailHead _head = head;

    /// <summary>What to store; null when there is nothing.</summary>
    public TrailAddition? Addition => _records.Count == 0 ? null : new TrailAddition(_records, _head, key.Seal(_head));

    public void Add(TrailEntry entry, CommittedWrite write, long prunedThrough = 0)
    {
        // As precise as it is stored, since it is hashed.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var content = entry(write);
        var sequence = _head.Sequence + 1;
        var hash = key.Hash(sequence, now, write.Revision, prunedThrough, _head.Hash.Span, content.Span);
        _records.Add(new TrailRecord(sequence, now, write.Revision, prunedThrough, content, _head.Hash, hash));
        _head = new TrailHead(sequence, hash);
    }
}

/// <summary>Records to append, and the end of the trail after them.</summary>
internal sealed record TrailAddition(IReadOnlyList<TrailRecord> Records, TrailHead Head, byte[] Seal);
