using System.Text;
using Microsoft.Data.Sqlite;
using Modelyard.Storage.Sqlite;

namespace Modelyard.Storage.Tests;

/// <summary>The file itself: reopened, claimed, foreign, damaged, newer, full.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ReadOnlyMemory<byte> Kilobyte { get; } = Encoding.ASCII.GetBytes(new string('x', 1024));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reopened_HasEverythingAndGoesOnCounting()
    {
        long revision;
        await using (var store = Open())
        {
            await store.CreateAsync(Key("a"), "one"u8.ToArray(), Token);
            revision = await store.CreateAsync(Key("b"), "two"u8.ToArray(), Token);
        }

        await using var again = Open();
        (await again.GetRevisionAsync(Token)).ShouldBe(revision);
        Encoding.UTF8.GetString((await again.GetAsync(Key("a"), Token))!.Document.Span).ShouldBe("one");
        (await again.CreateAsync(Key("c"), Kilobyte, Token)).ShouldBe(revision + 1);
    }

    [Fact]
    public async Task Closed_IsOneFile_ThatCanBeCopied()
    {
        await using (var store = Open())
        {
            await store.CreateAsync(Key("a"), "one"u8.ToArray(), Token);
            (await store.GetAsync(Key("a"), Token)).ShouldNotBeNull();
        }

        File.Exists(_folder.Database + "-wal").ShouldBeFalse();
        File.Exists(_folder.Database + "-shm").ShouldBeFalse();
    }

    [Fact]
    public async Task Reopened_AfterCompactionOfEverything_DoesNotReuseRevisions()
    {
        long last;
        await using (var store = Open())
        {
            var created = await store.CreateAsync(Key("a"), Kilobyte, Token);
            last = await store.DeleteAsync(Key("a"), created, Token);
            await store.CompactAsync(last, Token);
        }

        await using var again = Open();
        (await again.CreateAsync(Key("a"), Kilobyte, Token)).ShouldBe(last + 1);
    }

    [Fact]
    public async Task OpenedTwice_IsRefusedUntilTheFirstCloses()
    {
        await using (Open())
        {
            Should.Throw<StoreUnavailableException>(Open).Message.ShouldContain("in use by another process");
        }

        await Open().DisposeAsync();
    }

    [Fact]
    public void ForeignDatabase_IsRefused()
    {
        Execute("create table users (name text)");
        Should.Throw<StoreUnusableException>(Open).Message.ShouldContain("another program");
    }

    [Fact]
    public void NotADatabase_IsRefused()
    {
        File.WriteAllText(_folder.Database, new string('x', 10_000));
        Should.Throw<StoreUnusableException>(Open).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task NewerSchema_IsRefused()
    {
        await Open().DisposeAsync();
        Execute("pragma user_version=99");
        Should.Throw<StoreUnusableException>(Open).Message.ShouldContain("newer release");
    }

    [Fact]
    public async Task DamagedPages_AreFoundWhenOpening()
    {
        await using (var store = Open())
        {
            for (var i = 0; i < 200; i++)
            {
                await store.CreateAsync(Key($"n{i}"), Kilobyte, Token);
            }
        }

        await using (var file = File.OpenWrite(_folder.Database))
        {
            file.Length.ShouldBeGreaterThan(100_000);
            file.Seek(40_960, SeekOrigin.Begin);
            file.Write(new byte[8192]);
        }

        Should.Throw<StoreUnusableException>(Open).Message.ShouldContain("restore it from a backup");
    }

    [Fact]
    public async Task FullStore_RefusesWritesLosesNothingAndRecovers()
    {
        var acknowledged = new List<string>();
        await using (var store = Open(maximumBytes: 256 * 1024))
        {
            var refused = await Should.ThrowAsync<StoreUnavailableException>(async () =>
            {
                for (var i = 0; ; i++)
                {
                    await store.CreateAsync(Key($"n{i:d4}"), Kilobyte, Token);
                    acknowledged.Add($"n{i:d4}");
                }
            });
            refused.IsTransient.ShouldBeTrue();
            refused.Message.ShouldContain("full");
            await AssertNamesAsync(store, acknowledged);
        }

        await using var roomy = Open();
        await AssertNamesAsync(roomy, acknowledged);
        (await roomy.CreateAsync(Key("more"), Kilobyte, Token)).ShouldBe(1 + acknowledged.Count + 1);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Files_AreReadableByTheirOwnerOnly()
    {
        await using var store = Open();
        await store.CreateAsync(Key("secret"), Kilobyte, Token);
        foreach (var file in Directory.GetFiles(_folder.Path))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    private static ResourceKey Key(string name) => new("things", "demo", name);

    private static async Task AssertNamesAsync(IResourceStore store, IEnumerable<string> names)
    {
        var page = await store.ListAsync(new ListQuery("things"), Token);
        page.Items.Select(i => i.Key.Name).ShouldBe(names);
    }

    private IResourceStore Open() => Open(null);

    private IResourceStore Open(long? maximumBytes) =>
        SqliteResourceStore.Open(new SqliteStoreOptions { Path = _folder.Database, MaximumBytes = maximumBytes });

    private void Execute(string sql)
    {
        NativeSqlite.Initialize();
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
