namespace Modelyard.Storage;

/// <summary>What a queued write is to do.</summary>
internal enum WriteType
{
    Create,
    Update,
    Delete,
    Compact,
    Record,
    Prune,
    Maintain,
}

/// <summary>A write waiting for its turn, and later its outcome.</summary>
internal sealed class PendingWrite(
    WriteType type, ResourceKey key, long revision, byte[]? document, string? terms, TrailEntry? entry, CancellationToken cancellationToken)
{
    // Continuations must not run on the writer's thread: they would delay every other write.
    private readonly TaskCompletionSource<long> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteType Type { get; } = type;

    public ResourceKey Key { get; } = key;

    /// <summary>The revision expected (update, delete) or compacted to, or the moment, in milliseconds, before which records are removed.</summary>
    public long Revision { get; } = revision;

    public byte[]? Document { get; } = document;

    /// <summary>What the document can be listed by.</summary>
    public string? Terms { get; } = terms;

    /// <summary>The record of this write; null for none.</summary>
    public TrailEntry? Entry { get; } = entry;

    /// <summary>What else is to be done in the transaction; null for what has a type of its own.</summary>
    public Func<long>? Work { get; private init; }

    public bool HasKey => Type is WriteType.Create or WriteType.Update or WriteType.Delete;

    public Task<long> Outcome => _outcome.Task;

    /// <summary>Set while the batch is being worked on; reported once the batch is on disk.</summary>
    public long Result { get; set; }

    /// <summary>Why the write was not done; null when it was.</summary>
    public StoreException? Refusal { get; set; }

    public static PendingWrite Maintenance(Func<long> work) =>
        new(WriteType.Maintain, default, 0, null, null, null, CancellationToken.None) { Work = work };

    public bool TryCancel() => cancellationToken.IsCancellationRequested && _outcome.TrySetCanceled(cancellationToken);

    public void Settle()
    {
        if (Refusal is null)
        {
            _outcome.TrySetResult(Result);
        }
        else
        {
            _outcome.TrySetException(Refusal);
        }
    }

    public void Fail(Exception error) => _outcome.TrySetException(error);
}
