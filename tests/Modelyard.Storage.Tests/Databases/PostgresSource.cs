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

    public override string LogTable => "modelyard.log";

    public override TrailSql Trail { get; } = new(
        "modelyard.trail",
        "update modelyard.head set trail_sequence = {0}, trail_hash = '\\x{1}'",
        """
        create table modelyard.early as select * from modelyard.trail;
        create table modelyard.early_head as select trail_sequence, trail_hash, trail_seal from modelyard.head
        """,
        """
        delete from modelyard.trail; insert into modelyard.trail select * from modelyard.early;
        update modelyard.head set trail_sequence = e.trail_sequence, trail_hash = e.trail_hash, trail_seal = e.trail_seal from modelyard.early_head as e
        """,
        """
        delete from modelyard.log where revision = (select revision from modelyard.head);
        update modelyard.head set revision = revision - 1
        """);

    public override async Task<ITrailSnapshot> OpenTrailAsync() =>
        await PostgresTrailSnapshot.OpenAsync(server.Address(_database!), TestContext.Current.CancellationToken);

    public override Task<bool> HoldsAsync(string text) => PostgresServer.ReadAsync<bool>(
        server.Address(_database!),
        $"""
        select exists (select 1 from modelyard.log where position(convert_to('{text}', 'UTF8') in document) > 0 or position('{text}' in terms) > 0)
            or exists (select 1 from modelyard.trail where position(convert_to('{text}', 'UTF8') in content) > 0)
        """);

    public override Task ExecuteAsync(string sql) => PostgresServer.ExecuteAsync(server.Address(_database!), sql);

    private Task<IResourceStore> OpenAsync(int watchCapacity) => PostgresResourceStore.OpenAsync(
        new PostgresStoreOptions { Address = server.Address(_database!), WatchCapacity = watchCapacity, Terms = Words, Trail = TrailKey, Encryption = Encryption }, TestContext.Current.CancellationToken);
}
