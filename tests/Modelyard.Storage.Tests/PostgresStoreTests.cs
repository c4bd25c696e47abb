using Modelyard.Storage.Postgres;

namespace Modelyard.Storage.Tests;

/// <summary>PostgreSQL does what every store must.</summary>
public sealed class PostgresStoreTests(PostgresServer server) : StoreWatchConformanceTests
{
    protected override async Task<IResourceStore> OpenAsync(int watchCapacity) => await PostgresResourceStore.OpenAsync(
        new PostgresStoreOptions { Address = await server.CreateDatabaseAsync(), WatchCapacity = watchCapacity }, Token);
}
