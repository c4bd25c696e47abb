namespace Modelyard.Storage;

/// <summary>A refusal or a fault of the store. Drivers translate their own errors into these; nothing else escapes.</summary>
public abstract class StoreException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same call may succeed later without anything being changed.</summary>
    public virtual bool IsTransient => false;
}

/// <summary>No document is kept under the key.</summary>
public sealed class KeyNotFoundInStoreException(ResourceKey key) : StoreException($"{key} does not exist")
{
    public ResourceKey Key { get; } = key;
}

/// <summary>A document is already kept under the key.</summary>
public sealed class KeyExistsException(ResourceKey key) : StoreException($"{key} exists already")
{
    public ResourceKey Key { get; } = key;
}

/// <summary>The document is not at the revision the caller had read.</summary>
public sealed class RevisionConflictException(ResourceKey key, long expected, long actual)
    : StoreException($"{key} is at revision {actual}, not {expected}")
{
    public ResourceKey Key { get; } = key;

    public long Actual { get; } = actual;
}

/// <summary>The revision asked for was compacted away.</summary>
public sealed class CompactedException(long requested, long compacted)
    : StoreException($"revision {requested} is no longer kept; history starts after {compacted}")
{
    public long Requested { get; } = requested;

    public long Compacted { get; } = compacted;
}

/// <summary>The revision asked for lies in the future, for instance because the client talked to another store before.</summary>
public sealed class FutureRevisionException(long requested, long current)
    : StoreException($"revision {requested} has not happened yet; the newest is {current}")
{
    public long Requested { get; } = requested;

    public long Current { get; } = current;
}

/// <summary>A watcher did not read fast enough. Being cut off it knows; being skipped it would not.</summary>
public sealed class WatchLaggedException(int capacity) : StoreException($"the watch fell more than {capacity} changes behind")
{
    public override bool IsTransient => true;
}

/// <summary>The database cannot take the call now: disk full, I/O error, not reachable, locked, shutting down. Nothing was written.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : StoreException(message, inner)
{
    public override bool IsTransient => true;
}

/// <summary>
/// The connection was lost while the write was being committed: it may have happened or not. Reading the document tells; its revision
/// keeps a second attempt from overwriting what the first one did.
/// </summary>
public sealed class WriteUncertainException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>The database is damaged, of another program, of a newer version, or not ours to open; an operator has to act.</summary>
public sealed class StoreUnusableException(string message, Exception? inner = null) : StoreException(message, inner);
