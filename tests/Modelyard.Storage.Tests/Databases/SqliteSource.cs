using Modelyard.Storage.Sqlite;

namespace Modelyard.Storage.Tests;

/// <summary>Stores in SQLite files.</summary>
public sealed class SqliteSource : StoreSource
{
    private readonly List<StoreFolder> _folders = [];

    public override string Location => _folders[^1].Database;

    public override bool IsShared => false;

    public override Task<IResourceStore> OpenNewAsync(int watchCapacity = 1000)
    {
        _folders.Add(new StoreFolder());
        return Task.FromResult(Open(watchCapacity));
    }

    public override Task<IResourceStore> ReopenAsync() => Task.FromResult(Open(1000));

    public override ValueTask DisposeAsync()
    {
        _folders.ForEach(f => f.Dispose());
        return ValueTask.CompletedTask;
    }

    private IResourceStore Open(int watchCapacity) => SqliteResourceStore.Open(new SqliteStoreOptions { Path = Location, WatchCapacity = watchCapacity });
}
