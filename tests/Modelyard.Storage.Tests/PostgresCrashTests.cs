using Modelyard.Storage.Postgres;

namespace Modelyard.Storage.Tests;

/// <summary>The database server itself crashes and comes back. It has one of its own, so as not to take the other tests' away.</summary>
public sealed class PostgresCrashTests : IAsyncLifetime
{
    private readonly PostgresServer _server = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Crashed_LosesNoAcknowledgedWriteAndEverythingGoesOnByItself()
    {
        const int Writers = 4;
        var address = _server.Address(await _server.CreateDatabaseAsync());
        await using var store = await PostgresResourceStore.OpenAsync(
            new PostgresStoreOptions { Address = address, PollInterval = TimeSpan.FromMilliseconds(20) }, Token);
        await using var watch = store.WatchAsync(new WatchQuery("things", 1), Token).GetAsyncEnumerator(Token);
        var acknowledged = new List<(ResourceKey Key, long Revision)>();
        for (var round = 0; round < 2; round++)
        {
            // Each writes until it is refused.
            var enough = new TaskCompletionSource();
            var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteUntilRefusedAsync(store, $"{round}-{writer}", enough))).ToList();
            await enough.Task;
            await _server.CrashAsync();
            foreach (var written in await Task.WhenAll(writing))
            {
                acknowledged.AddRange(written);
            }

            await Should.ThrowAsync<StoreUnavailableException>(async () => await store.GetAsync(acknowledged[0].Key, Token));
            await _server.StartAgainAsync();

            foreach (var (key, revision) in acknowledged)
            {
                (await store.GetAsync(key, Token))!.Revision.ShouldBe(revision);
            }

            await store.CreateAsync(new ResourceKey("things", "demo", $"after-{round}"), "1"u8.ToArray(), Token);
        }

        // The watch that was there all along has missed nothing, whether or not a write was acknowledged.
        var last = await store.GetRevisionAsync(Token);
        var seen = new Dictionary<ResourceKey, long>();
        for (var expected = 2L; expected <= last; expected++)
        {
            (await watch.MoveNextAsync()).ShouldBeTrue();
            watch.Current.Revision.ShouldBe(expected);
            seen.Add(watch.Current.Key, expected);
        }

        acknowledged.ShouldAllBe(a => seen[a.Key] == a.Revision);
    }

    private static async Task<List<(ResourceKey Key, long Revision)>> WriteUntilRefusedAsync(IResourceStore store, string prefix, TaskCompletionSource enough)
    {
        var written = new List<(ResourceKey, long)>();
        try
        {
            while (true)
            {
                var key = new ResourceKey("things", "demo", $"{prefix}-{written.Count}");
                written.Add((key, await store.CreateAsync(key, "1"u8.ToArray(), Token)));
                if (written.Count == 50)
                {
                    enough.TrySetResult();
                }
            }
        }
        catch (StoreException error) when (error is StoreUnavailableException or WriteUncertainException)
        {
            return written;
        }
    }
}
