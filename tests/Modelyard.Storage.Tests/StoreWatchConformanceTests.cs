using System.Globalization;

namespace Modelyard.Storage.Tests;

/// <summary>What every store's watches must do: everything once, in order, or a clear end.</summary>
public abstract class StoreWatchConformanceTests(StoreSource source) : StoreConformanceTests(source)
{
    [Fact]
    public async Task Watch_ReplaysHistoryThenFollows()
    {
        var start = await Store.GetRevisionAsync(Token);
        var created = await Store.CreateAsync(Key("a"), Bytes("1"), Token);
        var updated = await Store.UpdateAsync(Key("a"), created, Bytes("2"), Token);
        await using var watch = Store.WatchAsync(new WatchQuery(Things, start), Token).GetAsyncEnumerator(Token);
        var first = await Next(watch);
        (first.Type, first.Revision, Text(first.Document), first.Previous.IsEmpty).ShouldBe((ChangeType.Created, created, "1", true));
        var second = await Next(watch);
        (second.Type, second.Revision, Text(second.Document), Text(second.Previous)).ShouldBe((ChangeType.Updated, updated, "2", "1"));

        var deleted = await Store.DeleteAsync(Key("a"), updated, Token);
        var third = await Next(watch);
        (third.Type, third.Revision, third.Document.IsEmpty, Text(third.Previous)).ShouldBe((ChangeType.Deleted, deleted, true, "2"));
    }

    [Fact]
    public async Task Watch_FromARevision_DoesNotRepeatIt()
    {
        await Store.CreateAsync(Key("a"), Bytes("1"), Token);
        var seen = await Store.CreateAsync(Key("b"), Bytes("1"), Token);
        await Store.CreateAsync(Key("c"), Bytes("1"), Token);
        var change = await Store.WatchAsync(new WatchQuery(Things, seen), Token).FirstAsync(Token);
        change.Key.Name.ShouldBe("c");
    }

    [Fact]
    public async Task Watch_SeesOnlyItsCollectionAndNamespace()
    {
        var start = await Store.GetRevisionAsync(Token);
        await using var live = Store.WatchAsync(new WatchQuery(Things, start) { Namespace = "demo" }, Token).GetAsyncEnumerator(Token);
        var pending = Next(live);
        await Store.CreateAsync(Key("no", collection: "others"), Bytes("1"), Token);
        await Store.CreateAsync(Key("no", "elsewhere"), Bytes("1"), Token);
        await Store.CreateAsync(Key("yes"), Bytes("1"), Token);
        (await pending).Key.Name.ShouldBe("yes");
        (await Store.WatchAsync(new WatchQuery(Things, start) { Namespace = "demo" }, Token).FirstAsync(Token)).Key.Name.ShouldBe("yes");
    }

    [Fact]
    public async Task Watch_OfAllCollections_SeesThemInOrder()
    {
        var start = await Store.GetRevisionAsync(Token);
        await Store.CreateAsync(Key("1", collection: "b"), Bytes("1"), Token);
        await Store.CreateAsync(Key("2", collection: "a"), Bytes("1"), Token);
        var names = new List<string>();
        await foreach (var change in Store.WatchAsync(new WatchQuery(null, start), Token))
        {
            names.Add($"{change.Key.Collection}/{change.Key.Name}");
            if (names.Count == 2)
            {
                break;
            }
        }

        names.ShouldBe(["b/1", "a/2"]);
    }

    [Fact]
    public async Task Watches_UnderConcurrentWriters_SeeEverythingInOrder()
    {
        const int Writers = 4;
        const int Each = 100;
        var start = await Store.GetRevisionAsync(Token);
        var early = CollectAsync(start, Writers * Each);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await Store.CreateAsync(Key(string.Create(CultureInfo.InvariantCulture, $"{w}-{i}")), Bytes("1"), Token);
            }
        })));

        // Begun in the middle of it, each has a different part of the log to replay.
        var late = Enumerable.Range(0, 5).Select(_ => CollectAsync(start, Writers * Each)).ToList();
        await writing;
        foreach (var seen in await Task.WhenAll([early, .. late, CollectAsync(start, Writers * Each)]))
        {
            seen.ShouldBe(Enumerable.Range(1, Writers * Each).Select(i => start + i));
        }
    }

    [Fact]
    public async Task Watch_ThatReadsTooSlowly_IsCutOffWithoutAGap()
    {
        await using var store = await Source.OpenNewAsync(watchCapacity: 10);
        var start = await store.GetRevisionAsync(Token);
        await using var watch = store.WatchAsync(new WatchQuery(Things, start), Token).GetAsyncEnumerator(Token);
        var first = watch.MoveNextAsync();
        for (var i = 0; i < 50; i++)
        {
            await store.CreateAsync(Key($"n{i}"), Bytes("1"), Token);
        }

        var seen = new List<long>();
        await Should.ThrowAsync<WatchLaggedException>(async () =>
        {
            for (var more = await first; more; more = await watch.MoveNextAsync())
            {
                seen.Add(watch.Current.Revision);
            }
        });
        seen.Count.ShouldBeLessThan(50);
        seen.ShouldBe(Enumerable.Range(1, seen.Count).Select(i => start + i));

        // From the last revision seen, nothing is missing.
        var next = await store.WatchAsync(new WatchQuery(Things, seen[^1]), Token).FirstAsync(Token);
        next.Revision.ShouldBe(seen[^1] + 1);
    }

    [Fact]
    public async Task Watch_WithProgress_ReportsHowFarItIs()
    {
        var start = await Store.GetRevisionAsync(Token);
        await Store.CreateAsync(Key("unseen", collection: "others"), Bytes("1"), Token);
        var query = new WatchQuery(Things, start) { ProgressInterval = TimeSpan.FromMilliseconds(5) };
        var progress = await Store.WatchAsync(query, Token).FirstAsync(Token);
        (progress.Type, progress.Revision).ShouldBe((ChangeType.Progress, start + 1));
    }

    [Fact]
    public async Task Watch_WhenCancelled_Ends()
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = Store.WatchAsync(new WatchQuery(Things, await Store.GetRevisionAsync(Token)), left.Token).FirstAsync(left.Token);
        await left.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await first);
    }

    [Fact]
    public async Task Watch_WhenTheStoreCloses_Ends()
    {
        var first = Store.WatchAsync(new WatchQuery(Things, await Store.GetRevisionAsync(Token)), Token).FirstAsync(Token);
        await Store.DisposeAsync();
        await Should.ThrowAsync<StoreUnavailableException>(async () => await first);
    }

    private static async Task<StoreChange> Next(IAsyncEnumerator<StoreChange> watch)
    {
        (await watch.MoveNextAsync()).ShouldBeTrue();
        return watch.Current;
    }

    private async Task<List<long>> CollectAsync(long start, int count)
    {
        var seen = new List<long>(count);
        await foreach (var change in Store.WatchAsync(new WatchQuery(Things, start), Token))
        {
            seen.Add(change.Revision);
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }
}
