using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Ledger;

namespace Modelyard.Tests.Testing;

/// <summary>A ledger in a folder, as an API server serves it.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly LedgerDatabase _database;
    private readonly UsageImporter _importer;

    private TestLedger(LedgerDatabase database, ApiKeyDirectory keys, UsageJournal journal, UsageImporter importer, ServedLedger served) =>
        (_database, Keys, Journal, _importer, Served) = (database, keys, journal, importer, served);

    public ApiKeyDirectory Keys { get; }

    public UsageJournal Journal { get; }

    public ServedLedger Served { get; }

    public static async Task<TestLedger> OpenAsync(string folder, TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        Directory.CreateDirectory(folder);
        var database = await LedgerDatabase.OpenAsync(Path.Combine(folder, "ledger.db"), CancellationToken.None);
        var store = await ApiKeyStore.OpenAsync(database, Path.Combine(folder, "ledger.pepper"), TimeProvider.System, CancellationToken.None);
        var keys = await ApiKeyDirectory.OpenAsync(store, TimeProvider.System, CancellationToken.None);
        var journal = UsageJournal.Open(Path.Combine(folder, "usage"));
        var usage = new UsageStore(database);
        var importer = new UsageImporter(journal, usage, new UsageImporterOptions { BatchSize = 50 }, TimeProvider.System, NullLogger<UsageImporter>.Instance);
        return new TestLedger(
            database, keys, journal, importer, new ServedLedger(store, new MemberStore(database, TimeProvider.System), usage, new ServingStore(database, TimeProvider.System),
                new AccountStore(database, time, new SessionOptions()), new PasswordDesk(database, time, new SessionOptions()),
                new SessionStore(database, store, time, new SessionOptions()), importer.CatchUpAsync));
    }

    public async ValueTask DisposeAsync()
    {
        Keys.Dispose();
        Served.Passwords.Dispose();
        _importer.Dispose();
        Journal.Dispose();
        await _database.DisposeAsync();
    }
}
