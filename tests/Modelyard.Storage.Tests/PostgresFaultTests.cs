using Modelyard.Storage.Postgres;
using Npgsql;

namespace Modelyard.Storage.Tests;

/// <summary>What goes wrong between us and the database: connections end, others hang, the disk is full, a commit is not answered.</summary>
public sealed class PostgresFaultTests(PostgresServer server) : IAsyncLifetime
{
    private PostgresAddress? _address;
    private IResourceStore? _store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PostgresAddress Address => _address!;

    private IResourceStore Store => _store!;

    public async ValueTask InitializeAsync()
    {
        _address = server.Address(await server.CreateDatabaseAsync());
        _store = await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = _address, PollInterval = TimeSpan.FromMilliseconds(50) }, Token);
    }

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? default;

    [Fact]
    public async Task ConnectionsEnded_NextWriteSucceedsAndWatchesGoOn()
    {
        await using var watch = Store.WatchAsync(new WatchQuery("things", 1), Token).GetAsyncEnumerator(Token);
        for (var round = 0; round < 3; round++)
        {
            var revision = await CreateAsync($"before-{round}");
            await PostgresServer.ExecuteAsync(
                Address, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            (await CreateAsync($"after-{round}")).ShouldBe(revision + 1);
            foreach (var name in new[] { $"before-{round}", $"after-{round}" })
            {
                (await watch.MoveNextAsync()).ShouldBeTrue();
                watch.Current.Key.Name.ShouldBe(name);
            }
        }
    }

    [Fact]
    public async Task AnotherWriterThatHangs_FailsWritesButNotReads()
    {
        await CreateAsync("a");
        await using var impatient = await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = Address, Timeout = TimeSpan.FromSeconds(2) }, Token);
        await using var other = await PostgresServer.ConnectAsync(Address);
        await using (var transaction = await other.BeginTransactionAsync(Token))
        {
            await using var hold = new NpgsqlCommand("select revision from modelyard.head for update", other, transaction);
            await hold.ExecuteScalarAsync(Token);
            var refused = await Should.ThrowAsync<StoreUnavailableException>(() => impatient.CreateAsync(Key("b"), "1"u8.ToArray(), Token));
            refused.Message.ShouldContain("another process");
            (await impatient.GetAsync(Key("a"), Token)).ShouldNotBeNull();
            (await impatient.ListAsync(new ListQuery("things"), Token)).Items.Count.ShouldBe(1);
        }

        (await CreateAsync("b")).ShouldBe(3);
    }

    [Fact]
    public async Task FullDisk_RefusesWritesLosesNothingAndRecovers()
    {
        await CreateAsync("a");
        await PostgresServer.ExecuteAsync(
            Address,
            """
            create function full_disk() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
            create trigger full_disk before insert on modelyard.log execute function full_disk();
            """);
        var refused = await Should.ThrowAsync<StoreUnavailableException>(() => CreateAsync("b"));
        refused.Message.ShouldContain("disk of the database is full");
        refused.IsTransient.ShouldBeTrue();
        (await Store.GetAsync(Key("b"), Token)).ShouldBeNull();
        (await Store.GetAsync(Key("a"), Token)).ShouldNotBeNull();

        await PostgresServer.ExecuteAsync(Address, "drop trigger full_disk on modelyard.log");
        (await CreateAsync("b")).ShouldBe(3);
    }

    [Fact]
    public async Task ConnectionEndedDuringTheCommit_IsNotReportedAsDoneNorAsRefused()
    {
        await CreateAsync("a");
        await PostgresServer.ExecuteAsync(
            Address,
            """
            create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
            create constraint trigger die after insert on modelyard.log deferrable initially deferred for each row execute function die();
            """);
        (await Should.ThrowAsync<WriteUncertainException>(() => CreateAsync("b"))).Message.ShouldContain("read before trying again");
        await PostgresServer.ExecuteAsync(Address, "drop trigger die on modelyard.log");

        // This one did not happen, so its revision is the next one's.
        (await Store.GetAsync(Key("b"), Token)).ShouldBeNull();
        (await CreateAsync("b")).ShouldBe(3);
    }

    [Fact]
    public async Task ServerThatMayLoseCommits_IsOverruled()
    {
        await PostgresServer.ExecuteAsync(
            Address, "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$");
        await using var careful = await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = Address }, Token);
        await PostgresServer.ExecuteAsync(
            Address,
            """
            create table seen (setting text);
            create function note() returns trigger language plpgsql as $$ begin insert into seen values (current_setting('synchronous_commit')); return new; end $$;
            create trigger note before insert on modelyard.log for each row execute function note();
            """);
        await careful.CreateAsync(Key("a"), "1"u8.ToArray(), Token);
        (await PostgresServer.ReadAsync<string>(Address, "select setting from seen")).ShouldBe("on");
    }

    private static ResourceKey Key(string name) => new("things", "demo", name);

    private Task<long> CreateAsync(string name) => Store.CreateAsync(Key(name), "1"u8.ToArray(), Token);
}
