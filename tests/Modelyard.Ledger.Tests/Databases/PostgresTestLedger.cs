using Modelyard.Storage.Tests;

namespace Modelyard.Ledger.Tests;

/// <summary>Ledgers in databases of one PostgreSQL server, which are gone when it ends.</summary>
public sealed class PostgresTestLedger(PostgresServer server) : TestLedger
{
    private readonly Lazy<Task<string>> _database = new(() => server.CreateDatabaseAsync());

    public override string Location => server.Url(_database.Value.GetAwaiter().GetResult());

    public override async Task ExecuteAsync(string sql) =>
        await PostgresServer.ExecuteAsync(server.Address(await _database.Value), $"set search_path = modelyard_ledger; {sql}");

    public override async Task<bool> HoldsAsync(string text) => await PostgresServer.ReadAsync<bool>(
        server.Address(await _database.Value), $"""
        select exists (select 1 from modelyard_ledger.ledger_api_keys k where position('{text}' in k::text) > 0)
            or exists (select 1 from modelyard_ledger.ledger_accounts a where position('{text}' in a::text) > 0)
            or exists (select 1 from modelyard_ledger.ledger_sessions s where position('{text}' in s::text) > 0)
        """);

    protected override async Task<LedgerDatabase> OpenDatabaseAsync()
    {
        var address = server.Address(await _database.Value);
        return await LedgerDatabase.OpenPostgresAsync(address.ConnectionString, address.Name, CancellationToken.None);
    }
}
