using Modelyard.Storage.Tests;

namespace Modelyard.Ledger.Tests;

public sealed class PostgresLedgerTests(PostgresServer server) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly PostgresTestLedger _ledger = new(server);

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task Open_TwiceAtOnce_BuildsTheTablesOnce()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_ledger.OpenAsync)));

        databases.Length.ShouldBe(4);
        var store = await _ledger.OpenStoreAsync();
        (await store.CreateAsync(new ApiKeyRequest("acme", "ci"), None)).Key.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Open_LedgerOfANewerProgram_IsRefused()
    {
        await _ledger.OpenAsync();
        await _ledger.ExecuteAsync("update ledger_schema set version = 1000");

        var refused = await Should.ThrowAsync<LedgerException>(_ledger.OpenAsync);

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain("version 1000");
    }

    [Fact]
    public async Task Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        await _ledger.ExecuteAsync("create table public.theirs (id int)");

        (await Should.ThrowAsync<LedgerException>(_ledger.OpenAsync)).Message.ShouldContain("tables of another program");

        await Should.ThrowAsync<Npgsql.PostgresException>(() => _ledger.ExecuteAsync("select * from ledger_schema"));
    }

    [Fact]
    public async Task Open_NoSuchDatabase_SaysHowToMakeItAndNotThePassword()
    {
        var refused = await Should.ThrowAsync<LedgerException>(() => LedgerDatabase.OpenPostgresAsync(
            server.Address("absent").ConnectionString + ";Password=hunter2", "PostgreSQL database absent", None));

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain("createdb");
        refused.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Write_ConnectionsWereCut_GoesOnWithNewOnes()
    {
        var store = await _ledger.OpenStoreAsync();
        await store.CreateAsync(new ApiKeyRequest("acme", "before"), None);
        await _ledger.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

        await store.CreateAsync(new ApiKeyRequest("acme", "after"), None);

        (await store.ListAsync("acme", false, None)).Select(k => k.Name).ShouldBe(["after", "before"]);
    }

    [Fact]
    public async Task Bind_TwoProcessesWithPeppersOfTheirOwn_OneIsRefused()
    {
        await _ledger.OpenStoreAsync();
        var database = await _ledger.OpenAsync();

        var refused = await Should.ThrowAsync<LedgerException>(() => ApiKeyStore.OpenAsync(database, Path.Combine(_ledger.Folder, "other.pepper"), _ledger, None));

        refused.Failure.ShouldBe(LedgerFailure.Unusable);
        refused.Message.ShouldContain("copy it from where these keys are in use");
    }

    [Fact]
    public async Task Open_BesideTheResourceLog_NeitherMindsTheOther()
    {
        await _ledger.OpenAsync();
        Storage.Postgres.PostgresAddress.TryParse(_ledger.Location, out var address, out _).ShouldBeTrue();

        await using var log = await Storage.Postgres.PostgresResourceStore.OpenAsync(new Storage.Postgres.PostgresStoreOptions { Address = address }, None);

        await _ledger.OpenAsync();
    }

    [Fact]
    public async Task Move_KeysOfAFile_WorkInTheDatabaseAndTheFileIsPutAside()
    {
        await using var file = new SqliteTestLedger();
        var old = await file.OpenStoreAsync();
        var (kept, twin) = (await old.CreateAsync(new ApiKeyRequest("acme", "kept"), None), await old.CreateAsync(new ApiKeyRequest("acme", "twin"), None));
        await old.CreateAsync(new ApiKeyRequest("acme", "revoked"), None);
        await old.RevokeAsync("acme", "revoked", None);
        var keys = await ApiKeyStore.OpenAsync(await _ledger.OpenAsync(), file.PepperPath, _ledger, None);
        await keys.CreateAsync(new ApiKeyRequest("acme", "twin"), None);

        (await ApiKeyTransfer.MoveAsync(file.Location, file.PepperPath, keys, _ledger, None)).ShouldBe(3);
        (await ApiKeyTransfer.MoveAsync(file.Location, file.PepperPath, keys, _ledger, None)).ShouldBe(0, "it is done");

        using var directory = await ApiKeyDirectory.OpenAsync(keys, _ledger, None);
        directory.Authenticate(kept.Secret).Key!.Name.ShouldBe("kept");
        directory.Authenticate(twin.Secret).Key!.Name.ShouldStartWith("twin-");
        (await keys.ListAsync("acme", includeRevoked: true, None)).Count.ShouldBe(4);
        File.Exists(file.Location + ".moved").ShouldBeTrue();
    }

    [Fact]
    public async Task Move_FileOfAnotherPepper_IsRefusedAndLeftWhereItIs()
    {
        await using var file = new SqliteTestLedger();
        await (await file.OpenStoreAsync()).CreateAsync(new ApiKeyRequest("acme", "ci"), None);
        var keys = await _ledger.OpenStoreAsync();

        var refused = await Should.ThrowAsync<LedgerException>(() => ApiKeyTransfer.MoveAsync(file.Location, file.PepperPath, keys, _ledger, None));

        refused.Message.ShouldContain("another pepper");
        File.Exists(file.Location).ShouldBeTrue();
    }

    [Fact]
    public async Task Maintain_Days_ArePartitionsMadeAheadAndDropped()
    {
        var usage = new UsageStore(await _ledger.OpenAsync());
        var today = new DateOnly(2026, 1, 31);
        await usage.MaintainAsync(today, null, None);
        (await PartitionsAsync()).ShouldBe(["ledger_usage_20260131", "ledger_usage_20260201", "ledger_usage_20260202", "ledger_usage_20260203"]);

        await usage.AddAsync([UsageRecords.New(at: UsageRecords.Noon.AddDays(-30))], None);
        (await PartitionsAsync())[0].ShouldBe("ledger_usage_20260101", "what comes late has its day too");

        await usage.MaintainAsync(today.AddDays(1), today.AddDays(1), None);
        (await PartitionsAsync()).ShouldBe(["ledger_usage_20260201", "ledger_usage_20260202", "ledger_usage_20260203", "ledger_usage_20260204"]);
    }

    [Fact]
    public async Task Maintain_SeveralGatewaysAtOnce_MakeEachDayOnce()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => new UsageStore(await _ledger.OpenAsync())));

        await Task.WhenAll(stores.Select(s => Task.Run(() => s.MaintainAsync(new DateOnly(2026, 1, 31), new DateOnly(2026, 1, 30), None))));

        (await PartitionsAsync()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Write_Deadlock_IsTriedAgain()
    {
        var database = await _ledger.OpenAsync();
        await _ledger.ExecuteAsync("insert into ledger_settings values ('a', '0'), ('b', '0')");
        using var both = new Barrier(2);
        var attempts = 0;

        await Task.WhenAll(AddAsync("a", "b"), AddAsync("b", "a"));

        // The one that is tried again may be quicker than the one it made way for, and meet it once more.
        attempts.ShouldBeGreaterThan(2);
        (await database.ReadAsync(s => s.Query("select value from ledger_settings order by name", row => row.GetString(0)), None)).ShouldBe(["2", "2"]);

        Task AddAsync(string first, string second) => database.WriteAsync(
            session =>
            {
                var attempt = Interlocked.Increment(ref attempts);
                session.Execute("update ledger_settings set value = cast(value as integer) + 1 where name = @name", ("@name", first));
                if (attempt <= 2)
                {
                    both.SignalAndWait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
                }

                return session.Execute("update ledger_settings set value = cast(value as integer) + 1 where name = @name", ("@name", second));
            },
            None);
    }

    private async Task<IReadOnlyList<string>> PartitionsAsync() => await (await _ledger.OpenAsync()).ReadAsync(
        session => session.Query("select relname::text from pg_class where relispartition and relkind = 'r' order by relname", row => row.GetString(0)), None);
}
