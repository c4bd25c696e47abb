namespace Modelyard.Storage.Tests;

/// <summary>Where a test gets its stores from: each database is a subclass, and each suite runs over all of them.</summary>
public abstract class StoreSource : IAsyncDisposable
{
    /// <summary>Where the newest database is: a path or a URL.</summary>
    public abstract string Location { get; }

    /// <summary>Whether several processes may have a database open.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Opens a store over a new database.</summary>
    public abstract Task<IResourceStore> OpenNewAsync(int watchCapacity = 1000);

    /// <summary>Opens the newest database once more, as another process or a later start would.</summary>
    public abstract Task<IResourceStore> ReopenAsync();

    public abstract ValueTask DisposeAsync();
}
