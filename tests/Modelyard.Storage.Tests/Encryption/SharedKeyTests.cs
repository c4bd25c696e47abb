using System.Text;
using Modelyard.Storage.Postgres;

namespace Modelyard.Storage.Tests;

/// <summary>Several processes on one PostgreSQL while the encryption key changes.</summary>
public sealed class SharedKeyTests(PostgresServer server) : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rotation_IsFollowedByWhoHasTheSameFile()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var one = await OpenAsync(address, "encryption.key");
        await using var two = await OpenAsync(address, "encryption.key");
        await one.CreateAsync(Key("a"), "one"u8.ToArray(), Token);
        await one.RotateKeyAsync(Token);
        await one.CreateAsync(Key("b"), "one"u8.ToArray(), Token);
        await two.CreateAsync(Key("c"), "two"u8.ToArray(), Token);
        foreach (var store in (IResourceStore[])[one, two])
        {
            (await store.ListAsync(new ListQuery("secrets"), Token)).Items.Select(i => (i.Key.Name, Encoding.UTF8.GetString(i.Document.Span)))
                .ShouldBe([("a", "one"), ("b", "one"), ("c", "two")]);
        }
    }

    [Fact]
    public async Task Rotation_StopsTheWritesOfWhoDoesNotGetTheNewKey()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var one = await OpenAsync(address, "encryption.key");
        File.Copy(Path.Combine(_folder.Path, "encryption.key"), Path.Combine(_folder.Path, "copy.key"));
        await using var two = await OpenAsync(address, "copy.key");
        var revision = await two.CreateAsync(Key("a"), "two"u8.ToArray(), Token);
        await one.RotateKeyAsync(Token);

        var refused = await Should.ThrowAsync<StoreUnusableException>(() => two.UpdateAsync(Key("a"), revision, "lost"u8.ToArray(), Token));
        refused.Message.ShouldContain("copy.key does not have");
        Encoding.UTF8.GetString((await one.GetAsync(Key("a"), Token))!.Document.Span).ShouldBe("two");

        File.Copy(Path.Combine(_folder.Path, "encryption.key"), Path.Combine(_folder.Path, "copy.key"), overwrite: true);
        await two.UpdateAsync(Key("a"), revision, "kept"u8.ToArray(), Token);
        Encoding.UTF8.GetString((await one.GetAsync(Key("a"), Token))!.Document.Span).ShouldBe("kept");
    }

    private static ResourceKey Key(string name) => new("secrets", "demo", name);

    private Task<IResourceStore> OpenAsync(PostgresAddress address, string keys) => PostgresResourceStore.OpenAsync(
        new PostgresStoreOptions
        {
            Address = address,
            Encryption = new DocumentEncryption(new DocumentKeyRing(Path.Combine(_folder.Path, keys)), new HashSet<string> { "secrets" }),
        },
        Token);
}
