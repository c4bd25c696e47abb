namespace Modelyard.Storage;

/// <summary>Decides what each write of a batch does, one after the other: a later one sees what an earlier one did.</summary>
internal sealed class WritePlan(LogState state)
{
    private long _revision = state.Revision;

    public List<LogEntry> Entries { get; } = [];

    /// <summary>Plans an entry for <paramref name="write"/>, or notes why there is none.</summary>
    public void Add(PendingWrite write)
    {
        var current = state.Newest.GetValueOrDefault(write.Key);
        write.Refusal = Refuse(write, current);
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
            write.Document));
        if (write.Document is null)
        {
            state.Newest.Remove(write.Key);
        }
        else
        {
            state.Newest[write.Key] = new StoredResource(write.Key, _revision, write.Document);
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
