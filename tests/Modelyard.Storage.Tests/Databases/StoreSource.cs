namespace Modelyard.Storage.Tests;

/// <summary>Where a test gets its stores from: each database is a subclass, and each suite runs over all of them.</summary>
public abstract class StoreSource : IAsyncDisposable
{
    private readonly StoreFolder _keys = new();

    protected StoreSource() => TrailKey = TrailKey.OpenOrCreate(TrailKeyPath);

    /// <summary>Where the newest database is: a path or a URL.</summary>
    public abstract string Location { get; }

    /// <summary>Whether several processes may have a database open.</summary>
    public abstract bool IsShared { get; }

    /// <summary>The key of the trail that stores are opened with.</summary>
    public TrailKey TrailKey { get; private set; }

    /// <summary>The file it is in.</summary>
    public string TrailKeyPath => Path.Combine(_keys.Path, "audit.key");

    /// <summary>The file of the keys that documents are encrypted with.</summary>
    public string EncryptionKeyPath => Path.Combine(_keys.Path, "encryption.key");

    /// <summary>The collections that are encrypted; null for a store without encryption.</summary>
    public IReadOnlySet<string>? Encrypted { get; set; } = new HashSet<string> { "secrets" };

    /// <summary>What documents can be listed by: their words. What begins with "?" does not say.</summary>
    public static IReadOnlyList<string>? Words(ReadOnlySpan<byte> document) =>
        document.StartsWith("?"u8) ? null : System.Text.Encoding.UTF8.GetString(document).Split(' ');

    /// <summary>What stores are opened with. Each is a process of its own: it knows the keys only from the file.</summary>
    protected DocumentEncryption? Encryption => Encrypted is null ? null : new DocumentEncryption(new DocumentKeyRing(EncryptionKeyPath), Encrypted);

    /// <summary>The table of the log.</summary>
    public abstract string LogTable { get; }

    /// <summary>How to change the trail as somebody would who can write to the database.</summary>
    public abstract TrailSql Trail { get; }

    /// <summary>Opens a store over a new database.</summary>
    public abstract Task<IResourceStore> OpenNewAsync(int watchCapacity = 1000);

    /// <summary>Opens the newest database once more, as another process or a later start would.</summary>
    public abstract Task<IResourceStore> ReopenAsync();

    /// <summary>Opens the trail as a program beside the store does.</summary>
    public abstract Task<ITrailSnapshot> OpenTrailAsync();

    public abstract Task ExecuteAsync(string sql);

    /// <summary>Whether the bytes of a text are anywhere in what the database keeps.</summary>
    public abstract Task<bool> HoldsAsync(string text);

    /// <summary>From now on stores are opened with another key.</summary>
    public void LoseTrailKey()
    {
        File.Delete(TrailKeyPath);
        TrailKey = TrailKey.OpenOrCreate(TrailKeyPath);
    }

    public virtual ValueTask DisposeAsync()
    {
        _keys.Dispose();
        return ValueTask.CompletedTask;
    }
}
