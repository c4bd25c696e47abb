namespace Modelyard.Ledger.Tests;

public abstract class ServingStoreTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private int _ids;

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Add_ToAService_EndsWhatItRanBefore()
    {
        var store = await OpenAsync();
        var began = ledger.GetUtcNow();
        var first = await store.AddAsync(New("atlas", "one"), None);
        ledger.Advance(TimeSpan.FromHours(1));
        var second = await store.AddAsync(New("atlas", "two"), None);
        await store.AddAsync(New("other", "one"), None);

        first.From.ShouldBe(began);
        (await store.GetAsync("acme", first.Id, None)).ShouldBe(first with { Until = began.AddHours(1) });
        (await store.GetAsync("globex", first.Id, None)).ShouldBeNull("it is another project's");
        (await store.ListAsync(new ServingQuery { Current = true, Service = "atlas", Limit = 10 }, None)).ShouldBe([second]);
    }

    [Fact]
    public async Task Add_WhatIsTrueAlready_ChangesNothing()
    {
        var store = await OpenAsync();
        var first = await store.AddAsync(New("atlas", "one"), None);
        ledger.Advance(TimeSpan.FromHours(1));

        (await store.AddAsync(New("atlas", "one"), None)).ShouldBe(first);

        (await store.ListAsync(new ServingQuery { Limit = 10 }, None)).ShouldBe([first]);
    }

    [Fact]
    public async Task Add_AnIdThatIsTaken_IsRefused()
    {
        var store = await OpenAsync();
        var first = await store.AddAsync(New("atlas", "one"), None);

        (await Should.ThrowAsync<LedgerException>(() => store.AddAsync(first with { Document = "two" }, None))).Failure.ShouldBe(LedgerFailure.AlreadyExists);
    }

    [Fact]
    public async Task Add_AfterTheClockWasSetBack_EndsNothingBeforeItBegan()
    {
        var store = await OpenAsync();
        var first = await store.AddAsync(New("atlas", "one"), None);
        ledger.Advance(TimeSpan.FromHours(-1));

        var second = await store.AddAsync(New("atlas", "two"), None);

        second.From.ShouldBe(first.From);
        (await store.GetAsync("acme", first.Id, None))!.Until.ShouldBe(first.From);
    }

    [Fact]
    public async Task List_OfADay_HasWhatWasTrueThenForSomeTime()
    {
        var store = await OpenAsync();
        var day = new DateTimeOffset(ledger.GetUtcNow().Date, TimeSpan.Zero);
        await store.AddAsync(New("atlas", "before"), None);
        ledger.Advance(TimeSpan.FromDays(2));
        var during = await store.AddAsync(New("atlas", "during"), None);
        ledger.Advance(TimeSpan.FromDays(10));
        await store.AddAsync(New("atlas", "after"), None);

        (await OnAsync(day.AddDays(-1))).ShouldBeEmpty();
        (await OnAsync(day)).ShouldBe(["before"]);
        (await OnAsync(day.AddDays(2))).ShouldBe(["during", "before"], "one took the other's place on that day");
        (await OnAsync(day.AddDays(7))).ShouldBe(["during"]);
        (await OnAsync(day.AddDays(30))).ShouldBe(["after"], "it still is true");
        (await store.GetAsync("acme", during.Id, None))!.Until.ShouldBe(during.From.AddDays(10));

        async Task<IEnumerable<string>> OnAsync(DateTimeOffset from) =>
            (await store.ListAsync(new ServingQuery { EndedAfter = from, BeganBefore = from.AddDays(1), Limit = 10 }, None)).Select(e => e.Document);
    }

    [Fact]
    public async Task List_InPages_ReachesAllOfAProjectNewestFirst()
    {
        var store = await OpenAsync();
        var added = new List<ServingEntry>();
        foreach (var i in Enumerable.Range(0, 7))
        {
            ledger.Advance(TimeSpan.FromSeconds(i % 2));
            added.Add(await store.AddAsync(New($"service-{i}", "one"), None));
            await store.AddAsync(New($"service-{i}", "one") with { Project = "globex" }, None);
        }

        var read = new List<ServingEntry>();
        for (var query = new ServingQuery { Project = "acme", Limit = 3 }; ;)
        {
            var page = await store.ListAsync(query, None);
            read.AddRange(page);
            if (page.Count < query.Limit)
            {
                break;
            }

            query = query with { After = (page[^1].From, page[^1].Id) };
        }

        read.ShouldBe(added.OrderByDescending(e => e.From).ThenByDescending(e => e.Id, StringComparer.Ordinal));
    }

    private async Task<ServingStore> OpenAsync() => new(await ledger.OpenAsync(), ledger);

    private ServingEntry New(string service, string document) => new() { Id = $"id-{++_ids}", Project = "acme", Service = service, Document = document };
}
