using System.Globalization;
using Modelyard.Storage.Postgres;

namespace Modelyard.Storage.Tests;

/// <summary>Several processes on one PostgreSQL: each sees what the others write, in order and without a gap.</summary>
public sealed class SharedDatabaseTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_IsSeenByTheOtherAtOnce()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var one = await OpenAsync(address);
        await using var two = await OpenAsync(address);
        for (var i = 0; i < 20; i++)
        {
            var (writer, reader) = i % 2 == 0 ? (one, two) : (two, one);
            var revision = await writer.CreateAsync(Key($"n{i}"), "1"u8.ToArray(), Token);
            (await reader.GetAsync(Key($"n{i}"), Token))!.Revision.ShouldBe(revision);
            (await reader.GetRevisionAsync(Token)).ShouldBe(revision);
            var page = await reader.ListAsync(new ListQuery("things"), Token);
            (page.Revision, page.Items.Count).ShouldBe((revision, i + 1));

            // A client may take a revision it was told by one process to another.
            (await reader.ListAsync(new ListQuery("things") { Revision = revision }, Token)).Items.Count.ShouldBe(i + 1);
        }
    }

    [Fact]
    public async Task RevisionOfTheOther_CanBeWatchedFrom()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var one = await OpenAsync(address);
        await using var two = await OpenAsync(address);
        for (var i = 0; i < 20; i++)
        {
            var revision = await one.CreateAsync(Key($"seen-{i}"), "1"u8.ToArray(), Token);
            var next = two.WatchAsync(new WatchQuery("things", revision), Token).FirstAsync(Token);
            var expected = await one.CreateAsync(Key($"next-{i}"), "1"u8.ToArray(), Token);
            (await next).Revision.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task ConcurrentWritersInThreeProcesses_AreSeenByAllInOneOrder()
    {
        const int Each = 120;
        var address = server.Address(await server.CreateDatabaseAsync());
        var stores = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync(address)));
        var watches = stores.Select(store => CollectAsync(store, 3 * Each)).ToList();
        var revisions = await Task.WhenAll(stores.SelectMany((store, s) => Enumerable.Range(0, Each).Select(i => Task.Run(async () =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{s}-{i}");
            return (Name: name, Revision: await store.CreateAsync(Key(name), "1"u8.ToArray(), Token));
        }))));

        var log = revisions.OrderBy(r => r.Revision).ToList();
        log.Select(r => r.Revision).ShouldBe(Enumerable.Range(2, 3 * Each).Select(i => (long)i));
        foreach (var seen in await Task.WhenAll(watches))
        {
            seen.ShouldBe(log);
        }

        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task RacingUpdates_OfTwoProcesses_LoseNone()
    {
        const int Each = 25;
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var one = await OpenAsync(address);
        await using var two = await OpenAsync(address);
        await one.CreateAsync(Key("counter"), "0"u8.ToArray(), Token);
        await Task.WhenAll(new[] { one, two }.Select(store => Task.Run(async () =>
        {
            for (var done = 0; done < Each;)
            {
                var read = (await store.GetAsync(Key("counter"), Token))!;
                try
                {
                    var next = int.Parse(read.Document.Span, CultureInfo.InvariantCulture) + 1;
                    await store.UpdateAsync(read.Key, read.Revision, System.Text.Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture)), Token);
                    done++;
                }
                catch (RevisionConflictException)
                {
                    // The other process was first.
                }
            }
        })));
        int.Parse((await one.GetAsync(Key("counter"), Token))!.Document.Span, CultureInfo.InvariantCulture).ShouldBe(2 * Each);
    }

    [Fact]
    public async Task WriteNobodyAnnounced_IsFoundAnyway()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var store = await OpenAsync(address);
        var change = store.WatchAsync(new WatchQuery("things", 1), Token).FirstAsync(Token);
        await PostgresServer.ExecuteAsync(
            address,
            """
            insert into modelyard.log values (2, 'things', 'demo', 'silent', 0, false, '1');
            update modelyard.head set revision = 2;
            """);
        (await change).Key.Name.ShouldBe("silent");
    }

    [Fact]
    public async Task CompactionByTheOther_IsKnownAtOnce()
    {
        var address = server.Address(await server.CreateDatabaseAsync());
        await using var one = await OpenAsync(address);
        await using var two = await OpenAsync(address);
        var first = await one.CreateAsync(Key("a"), "1"u8.ToArray(), Token);
        var second = await one.UpdateAsync(Key("a"), first, "2"u8.ToArray(), Token);
        await one.CompactAsync(second, Token);
        await Should.ThrowAsync<CompactedException>(async () => await two.ListAsync(new ListQuery("things") { Revision = first }, Token));
        await Should.ThrowAsync<CompactedException>(async () => await two.WatchAsync(new WatchQuery("things", first), Token).FirstAsync(Token));
    }

    private static ResourceKey Key(string name) => new("things", "demo", name);

    private static Task<IResourceStore> OpenAsync(PostgresAddress address) =>
        PostgresResourceStore.OpenAsync(new PostgresStoreOptions { Address = address, PollInterval = TimeSpan.FromMilliseconds(200) }, Token);

    private static async Task<List<(string Name, long Revision)>> CollectAsync(IResourceStore store, int count) =>
        await store.WatchAsync(new WatchQuery("things", 1), Token).Take(count).Select(c => (c.Key.Name, c.Revision)).ToListAsync(Token);
}
