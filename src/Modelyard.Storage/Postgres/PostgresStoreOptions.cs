namespace Modelyard.Storage.Postgres;

/// <summary>Which database the store is in.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>The database and how to sign in to it.</summary>
    public required PostgresAddress Address { get; init; }

    /// <summary>Changes a watch may fall behind before it is cut off.</summary>
    public int WatchCapacity { get; init; } = 4096;

    /// <summary>
    /// How long the database may take to connect, to answer, and to let another process finish a commit, before a call fails.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often to look for writes of other processes when none was announced; what is announced is read at once.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What documents can be listed by; null for nothing.</summary>
    public DocumentTerms? Terms { get; init; }

    /// <summary>What is encrypted; null for nothing.</summary>
    public DocumentEncryption? Encryption { get; init; }

    /// <summary>The key of the trail of records about writes, the same in every process; null when none is kept.</summary>
    public TrailKey? Trail { get; init; }

    /// <summary>The clock for the trail, progress reports, polls and the pauses between attempts to connect.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
