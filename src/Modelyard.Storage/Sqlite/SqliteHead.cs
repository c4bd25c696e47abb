namespace Modelyard.Storage.Sqlite;

/// <summary>The head of the log, kept in memory: only this process changes it.</summary>
internal sealed class SqliteHead(long revision, long compacted)
{
    private long _revision = revision;
    private long _compacted = compacted;

    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Read it after the rows it is to explain.</summary>
    public long Compacted => Volatile.Read(ref _compacted);

    public void Committed(long revision) => Volatile.Write(ref _revision, revision);

    public void Compacting(long revision) => Volatile.Write(ref _compacted, Math.Max(_compacted, revision));
}
