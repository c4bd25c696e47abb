namespace Modelyard.Storage.Tests;

/// <summary>Concurrent clients, of two processes where the database allows it, on few keys: what they are told fits one order of events.</summary>
public abstract class StoreLinearizabilityTests(StoreSource source) : StoreTests(source)
{
    private const int Clients = 6;
    private const int Calls = 80;

    private static readonly ResourceKey[] Keys = [Key("a"), Key("b"), Key("c")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ConcurrentCalls_FitOneOrder(int seed)
    {
        var second = Source.IsShared ? await Source.ReopenAsync() : null;
        IResourceStore[] stores = second is null ? [Store] : [Store, second];
        try
        {
            var first = await Store.GetRevisionAsync(Token);
            var history = new History(first);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(
                () => CallAsync(history, stores[client % stores.Length], new Random((seed * 100) + client)))));

            history.FindContradiction().ShouldBeNull();
            var writes = history.Operations.Select(o => o.Outcome).OfType<Outcome.Written>().Select(w => (w.Revision, w.Type)).Order().ToList();
            writes.Count.ShouldBeGreaterThan(Clients);
            foreach (var store in stores)
            {
                var seen = await store.WatchAsync(new WatchQuery(Things, first), Token)
                    .Take(writes.Count).Select(c => (c.Revision, c.Type)).ToListAsync(Token);
                seen.ShouldBe(writes);
            }
        }
        finally
        {
            await (second?.DisposeAsync() ?? default);
        }
    }

    private static async Task CallAsync(History history, IResourceStore store, Random random)
    {
        for (var i = 0; i < Calls; i++)
        {
            var key = Keys[random.Next(Keys.Length)];
            switch (random.Next(5))
            {
                case 0:
                    await history.RecordAsync(key, () => WriteAsync(ChangeType.Created, 0, () => store.CreateAsync(key, Bytes("1"), Token)));
                    break;
                case 1:
                    await history.RecordAsync(default, () => ListAsync(store));
                    break;
                default:
                    await ReadThenWriteAsync(history, store, key, random.Next(4));
                    break;
            }
        }
    }

    private static async Task ReadThenWriteAsync(History history, IResourceStore store, ResourceKey key, int choice)
    {
        var read = 0L;
        await history.RecordAsync(key, async () => new Outcome.Saw(read = (await store.GetAsync(key, Token))?.Revision ?? 0));
        if (read > 0 && choice < 3)
        {
            await history.RecordAsync(key, () => choice == 0
                ? WriteAsync(ChangeType.Deleted, read, () => store.DeleteAsync(key, read, Token))
                : WriteAsync(ChangeType.Updated, read, () => store.UpdateAsync(key, read, Bytes("2"), Token)));
        }
    }

    private static async Task<Outcome> WriteAsync(ChangeType type, long expected, Func<Task<long>> write)
    {
        try
        {
            return new Outcome.Written(type, expected, await write());
        }
        catch (KeyExistsException)
        {
            return new Outcome.SawSome();
        }
        catch (KeyNotFoundInStoreException)
        {
            return new Outcome.Saw(0);
        }
        catch (RevisionConflictException conflict)
        {
            return new Outcome.Saw(conflict.Actual);
        }
    }

    private static async Task<Outcome> ListAsync(IResourceStore store)
    {
        var page = await store.ListAsync(new ListQuery(Things), Token);
        return new Outcome.SawAll(page.Revision, page.Items.ToDictionary(i => i.Key, i => i.Revision));
    }
}
