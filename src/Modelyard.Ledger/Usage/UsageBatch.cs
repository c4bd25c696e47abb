namespace Modelyard.Ledger;

/// <summary>Records of a journal that are to be imported together.</summary>
internal sealed class UsageBatch
{
    private readonly List<(JournalSegment Segment, long Position)> _positions = [];

    private UsageBatch()
    {
    }

    public List<UsageRecord> Records { get; } = [];

    /// <summary>Lines that cannot be read, which only a machine that went down leaves.</summary>
    public int Unreadable { get; private set; }

    public bool IsEmpty => _positions.Count == 0;

    public static UsageBatch Read(UsageJournal journal, int limit)
    {
        var batch = new UsageBatch();
        foreach (var segment in journal.Segments())
        {
            if (batch.Records.Count >= limit)
            {
                break;
            }

            batch.ReadFrom(segment, limit);
        }

        return batch;
    }

    /// <summary>The database has them: they need not be read again, and files of which that is true of all are deleted.</summary>
    public void Complete(UsageJournal journal)
    {
        foreach (var (segment, position) in _positions)
        {
            segment.Imported = position;
        }

        journal.DeleteImported();
    }

    private void ReadFrom(JournalSegment segment, int limit)
    {
        if (segment.Imported == segment.Length)
        {
            return;
        }

        using var reader = new JournalLineReader(segment.Path, segment.Imported, segment.Length);
        while (Records.Count < limit && reader.TryRead(out var text))
        {
            if (UsageLine.IsBegin(text))
            {
                continue;
            }

            if (UsageLine.TryRead(text) is not { } line)
            {
                Unreadable++;
            }
            else
            {
                Records.Add(line.Record);
            }
        }

        _positions.Add((segment, reader.Position));
    }
}
