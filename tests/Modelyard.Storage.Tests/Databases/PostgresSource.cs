using Modelyard.Storage.Postgres;

namespace Modelyard.Storage.Tests;

/// <summary>Stores in databases of one PostgreSQL server, which are gone when it ends.</summary>
public sealed class PostgresSource(PostgresServer server) : StoreSource
{
    private string? _database;

    public override string Location => server.Url(_database!);

    public override bool IsShared => true;

    public override async Task<IResourceStore> OpenNewAsync(int watchCapacity = 1000)
    {
        _database = await server.CreateDatabaseAsync();
        return await OpenAsync(watchCapacity);
    }

    public override Task<IResourceStore> ReopenAsync() => OpenAsync(1000);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<IResourceStore> OpenAsync(int watchCapacity) => PostgresResourceStore.OpenAsync(
        new PostgresStoreOptions { Address = server.Address(_database!), WatchCapacity = watchCapacity }, TestContext.Current.CancellationToken);
}
