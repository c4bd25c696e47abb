namespace Modelyard.Storage.Sqlite;

/// <summary>Where the store is and how much it may take.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The database file; created with its folder when absent.</summary>
    public required string Path { get; init; }

    /// <summary>Changes a watch may fall behind before it is cut off.</summary>
    public int WatchCapacity { get; init; } = 4096;

    /// <summary>Size above which writes are refused, so that the store cannot fill a disk that others need; null for no bound.</summary>
    public long? MaximumBytes { get; init; }

    /// <summary>What documents can be listed by; null for nothing.</summary>
    public DocumentTerms? Terms { get; init; }

    /// <summary>What is encrypted; null for nothing.</summary>
    public DocumentEncryption? Encryption { get; init; }

    /// <summary>The key of the trail of records about writes; null when none is kept.</summary>
    public TrailKey? Trail { get; init; }

    /// <summary>The clock for progress reports and the trail.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
