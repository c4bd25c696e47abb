namespace Modelyard.Storage;

/// <summary>Decides what each write of a batch does, one after the other: a later one sees what an earlier one did.</summary>
internal sealed class WritePlan(LogState state, TrailPlan? trail)
{
    private long _revision = state.Revision;

    public List<LogEntry> Entries { get; } = [];

    /// <summary>Plans an entry for <paramref name="write"/>, or notes why there is none.</summary>
    public void Add(PendingWrite write)
    {
        var current = state.Newest.GetValueOrDefault(write.Key);
        write.Refusal = Refuse(write, current) ?? Record(write, new CommittedWrite(_revision + 1, current?.Document ?? default, write.Document));
        if (write.Refusal is not null)
        {
            return;
        }

        var type = write.Type switch
        {
            WriteType.Create => ChangeType.Created,
            WriteType.Update => ChangeType.Updated,
            _ => ChangeType.Deleted,
        };
        write.Result = ++_revision;
        Entries.Add(new LogEntry(
            new StoreChange(type, write.Key, _revision, write.Document ?? default(ReadOnlyMemory<byte>), current?.Document ?? default),
            current?.Revision ?? 0,
            write.Document,
            write.Terms));
        if (write.Document is null)
        {
            state.Newest.Remove(write.Key);
        }
        else
        {
            state.Newest[write.Key] = new StoredResource(write.Key, _revision, write.Document);
        }
    }

    /// <summary>Plans a record of something that is no write to the log.</summary>
    public void Record(PendingWrite write, long prunedThrough = 0) => write.Refusal = Record(write, default, prunedThrough);

    /// <summary>What cannot be recorded must not happen.</summary>
    private StoreException? Record(PendingWrite write, CommittedWrite committed, long prunedThrough = 0)
    {
        if (write.Entry is null)
        {
            return null;
        }

        try
        {
            trail!.Add(write.Entry, committed, prunedThrough);
            return null;
        }
        catch (Exception error)
        {
            return new StoreUnusableException($"the record for the audit trail cannot be made: {error.Message}", error);
        }
    }

    private static StoreException? Refuse(PendingWrite write, StoredResource? current) => write.Type switch
    {
        WriteType.Create => current is null ? null : new KeyExistsException(write.Key),
        _ when current is null => new KeyNotFoundInStoreException(write.Key),
        _ when current.Revision != write.Revision => new RevisionConflictException(write.Key, write.Revision, current.Revision),
        _ => null,
    };
}
