using Microsoft.Data.Sqlite;
using Modelyard.Storage.Postgres;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Storage.Tests;

/// <summary>Databases of the first release, which had neither a trail nor encryption nor terms, are brought up to date by the first start.</summary>
public sealed class UpgradeTests(PostgresServer server) : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TrailKey Trail { get; set; } = null!;

    private DocumentEncryption Encryption => new(new DocumentKeyRing(Path.Combine(_folder.Path, "encryption.key")), new HashSet<string> { "secrets" });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SqliteFileOfTheFirstRelease_IsUpgraded()
    {
        NativeSqlite.Initialize();
        await using (var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                create table log (
                    revision integer primary key, collection text not null, namespace text not null, name text not null,
                    previous integer not null, deleted integer not null, document blob);
                create unique index log_by_key on log (collection, namespace, name, revision, deleted);
                create table compaction (revision integer not null);
                insert into compaction values (0);
                insert into log values (2, 'secrets', 'demo', 'old', 0, 0, cast('plain' as blob));
                insert into log values (3, 'things', 'demo', 'red', 0, 0, cast('red box' as blob));
                insert into log values (4, 'things', 'demo', 'blue', 0, 0, cast('blue box' as blob));
                insert into log values (5, 'things', 'demo', 'gone', 0, 1, null);
                pragma application_id = 1296324932;
                pragma user_version = 1;
                """;
            await command.ExecuteNonQueryAsync(Token);
        }

        Trail = TrailKey.OpenOrCreate(Path.Combine(_folder.Path, "audit.key"));
        await AssertUpgradedAsync(
            SqliteResourceStore.Open(new SqliteStoreOptions { Path = _folder.Database, Terms = StoreSource.Words, Trail = Trail, Encryption = Encryption }),
            () => Task.FromResult<ITrailSnapshot>(SqliteTrailSnapshot.Open(_folder.Database)));
    }

    [Fact]
    public async Task PostgresDatabaseOfTheFirstRelease_IsUpgraded()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await PostgresServer.ExecuteAsync(
            address,
            """
            create schema modelyard;
            create table modelyard.head (
                only_row boolean primary key default true check (only_row), schema_version integer not null, revision bigint not null, compacted bigint not null);
            create table modelyard.log (
                revision bigint primary key, collection text collate "C" not null, namespace text collate "C" not null, name text collate "C" not null,
                previous bigint not null, deleted boolean not null, document bytea);
            create unique index log_by_key on modelyard.log (collection, namespace, name, revision desc);
            insert into modelyard.head (schema_version, revision, compacted) values (1, 5, 0);
            insert into modelyard.log values (2, 'secrets', 'demo', 'old', 0, false, 'plain');
            insert into modelyard.log values (3, 'things', 'demo', 'red', 0, false, 'red box'), (4, 'things', 'demo', 'blue', 0, false, 'blue box');
            insert into modelyard.log values (5, 'things', 'demo', 'gone', 0, true, null);
            """);
        Trail = TrailKey.OpenOrCreate(Path.Combine(_folder.Path, "audit.key"));
        await AssertUpgradedAsync(
            await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = address, Terms = StoreSource.Words, Trail = Trail, Encryption = Encryption }, Token),
            async () => await PostgresTrailSnapshot.OpenAsync(address, Token));
    }

    [Fact]
    public async Task TrailOfADatabaseThatHasNone_IsSaidNotToBeThere()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using (await PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = address }, Token))
        {
            await using var trail = await PostgresTrailSnapshot.OpenAsync(address, Token);
            trail.Head.ShouldBeNull();
        }

        await SqliteResourceStore.Open(new SqliteStoreOptions { Path = _folder.Database }).DisposeAsync();
        await using var file = SqliteTrailSnapshot.Open(_folder.Database);
        var key = TrailKey.OpenOrCreate(Path.Combine(_folder.Path, "audit.key"));
        (await Should.ThrowAsync<StoreUnusableException>(() => new TrailVerifier(key).VerifyAsync(file, null, 1, Token))).Message.ShouldContain("no audit trail");
    }

    private async Task AssertUpgradedAsync(IResourceStore opened, Func<Task<ITrailSnapshot>> openTrail)
    {
        await using var store = opened;
        System.Text.Encoding.UTF8.GetString((await store.GetAsync(new ResourceKey("secrets", "demo", "old"), Token))!.Document.Span).ShouldBe("plain");
        var revision = await store.CreateAsync(new ResourceKey("secrets", "demo", "new"), "x"u8.ToArray(), _ => "record"u8.ToArray(), Token);
        revision.ShouldBe(6);
        (await store.ListAsync(new ListQuery("things") { Bearing = [["red"]] }, Token)).Items.ShouldHaveSingleItem().Key.Name.ShouldBe("red");
        await using var trail = await openTrail();
        var verdict = await new TrailVerifier(Trail).VerifyAsync(trail, null, 1, Token);
        (verdict.Records, verdict.Fault).ShouldBe((1, null));
    }
}
