using Modelyard.Storage.Sqlite;

namespace Modelyard.Storage.Tests;

/// <summary>SQLite does what every store must.</summary>
public sealed class SqliteStoreTests : StoreWatchConformanceTests
{
    private readonly List<StoreFolder> _folders = [];

    protected override Task<IResourceStore> OpenAsync(int watchCapacity)
    {
        var folder = new StoreFolder();
        _folders.Add(folder);
        return Task.FromResult<IResourceStore>(SqliteResourceStore.Open(new SqliteStoreOptions { Path = folder.Database, WatchCapacity = watchCapacity }));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folders.ForEach(f => f.Dispose());
    }
}
