using Modelyard.Storage.Postgres;

namespace Modelyard.Storage.Tests;

/// <summary>The database itself: absent, foreign, newer, opened by several at once, gone back in time.</summary>
public sealed class PostgresDatabaseTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reopened_HasEverythingAndGoesOnCounting()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        long revision;
        await using (var store = await OpenAsync(address))
        {
            revision = await store.CreateAsync(Key("a"), "one"u8.ToArray(), Token);
        }

        await using var again = await OpenAsync(address);
        (await again.GetRevisionAsync(Token)).ShouldBe(revision);
        (await again.GetAsync(Key("a"), Token))!.Document.ToArray().ShouldBe("one"u8.ToArray());
        (await again.CreateAsync(Key("b"), "two"u8.ToArray(), Token)).ShouldBe(revision + 1);
    }

    [Fact]
    public async Task OpenedForTheFirstTimeBySeveral_IsPreparedOnce()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(address)));
        var revisions = await Task.WhenAll(stores.Select((store, i) => store.CreateAsync(Key($"n{i}"), "1"u8.ToArray(), Token)));
        revisions.Order().ShouldBe([2, 3, 4, 5, 6, 7]);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Absent_IsRefused() =>
        (await Should.ThrowAsync<StoreUnusableException>(() => OpenAsync(server.Address("nowhere")))).Message.ShouldContain("createdb");

    [Fact]
    public async Task TablesOfAnotherProgram_AreLeftAlone()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await PostgresServer.ExecuteAsync(address, "create table users (name text)");
        (await Should.ThrowAsync<StoreUnusableException>(() => OpenAsync(address))).Message.ShouldContain("another program");
        (await PostgresServer.ReadAsync<bool>(address, "select to_regnamespace('modelyard') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task SchemaOfAnotherProgram_IsLeftAlone()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await PostgresServer.ExecuteAsync(address, "create schema modelyard");
        (await Should.ThrowAsync<StoreUnusableException>(() => OpenAsync(address))).Message.ShouldContain("another program");
    }

    [Fact]
    public async Task OtherEncoding_IsRefused()
    {
        var address = server.Address(await server.CreateDatabaseAsync("encoding 'SQL_ASCII' template template0"));
        (await Should.ThrowAsync<StoreUnusableException>(() => OpenAsync(address))).Message.ShouldContain("UTF8");
    }

    [Fact]
    public async Task NewerSchema_IsRefused()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await (await OpenAsync(address)).DisposeAsync();
        await PostgresServer.ExecuteAsync(address, "update modelyard.head set schema_version = 99");
        (await Should.ThrowAsync<StoreUnusableException>(() => OpenAsync(address))).Message.ShouldContain("newer release");
    }

    [Fact]
    public async Task UserWithoutRights_IsToldWhichOneIsMissing()
    {
        var database = await server.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(server.Address(database), "create role stranger login");
        (await Should.ThrowAsync<StoreUnusableException>(() => OpenAsync(server.Address(database, user: "stranger"))))
            .Message.ShouldContain("right to create a schema");
    }

    [Fact]
    public async Task TablesDropped_EndsWatchesAndRefusesClearly()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var store = await OpenAsync(address, poll: TimeSpan.FromMilliseconds(20));
        var watch = store.WatchAsync(new WatchQuery(null, 1), Token).FirstAsync(Token);
        await PostgresServer.ExecuteAsync(address, "drop schema modelyard cascade");
        (await Should.ThrowAsync<StoreUnusableException>(async () => await watch)).Message.ShouldContain("restore them");
        await Should.ThrowAsync<StoreUnusableException>(async () => await store.GetAsync(Key("a"), Token));
        await Should.ThrowAsync<StoreUnusableException>(() => store.CreateAsync(Key("a"), "1"u8.ToArray(), Token));
    }

    [Fact]
    public async Task RestoredFromAnOlderBackup_EndsWatchesAndGoesOnFromThere()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var store = await OpenAsync(address, poll: TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 5; i++)
        {
            await store.CreateAsync(Key($"n{i}"), "1"u8.ToArray(), Token);
        }

        var watch = store.WatchAsync(new WatchQuery(null, 6), Token).FirstAsync(Token);
        await PostgresServer.ExecuteAsync(address, "delete from modelyard.log where revision > 3; update modelyard.head set revision = 3");
        (await Should.ThrowAsync<StoreUnavailableException>(async () => await watch)).Message.ShouldContain("gone back from revision 6 to 3");
        (await store.CreateAsync(Key("next"), "1"u8.ToArray(), Token)).ShouldBe(4);
        (await store.WatchAsync(new WatchQuery(null, 3), Token).FirstAsync(Token)).Key.Name.ShouldBe("next");
    }

    private static ResourceKey Key(string name) => new("things", "demo", name);

    private static Task<IResourceStore> OpenAsync(PostgresAddress address, TimeSpan? poll = null) => PostgresResourceStore.OpenAsync(
        new PostgresStoreOptions { Address = address, PollInterval = poll ?? TimeSpan.FromSeconds(1) }, Token);
}
