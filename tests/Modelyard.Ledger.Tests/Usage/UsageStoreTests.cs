namespace Modelyard.Ledger.Tests;

public abstract class UsageStoreTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Add_Record_ReadsBackAsItWas()
    {
        var usage = await OpenAsync();
        var (full, bare) = (UsageRecords.New(), Bare());

        (await usage.AddAsync([full, bare], None)).ShouldBe(2);

        (await usage.GetAsync("acme", full.Id, None)).ShouldBe(full);
        (await usage.GetAsync("acme", bare.Id, None)).ShouldBe(bare);
        (await usage.GetAsync("globex", full.Id, None)).ShouldBeNull("it is another project's");
        (await usage.GetAsync("acme", "no id", None)).ShouldBeNull();
    }

    [Theory]
    [InlineData(UsageState.Settled)]
    [InlineData(UsageState.Estimated)]
    [InlineData(UsageState.Truncated)]
    [InlineData(UsageState.ClientAborted)]
    [InlineData(UsageState.Rejected)]
    public async Task Add_State_ReadsBack(UsageState state)
    {
        var usage = await OpenAsync();
        var record = UsageRecords.New() with { State = state };

        await usage.AddAsync([record], None);

        (await usage.GetAsync("acme", record.Id, None))!.State.ShouldBe(state);
    }

    [Fact]
    public async Task Add_SameRecordAgain_ChangesNothing()
    {
        var usage = await OpenAsync();
        var (first, second) = (UsageRecords.New(), UsageRecords.New());
        await usage.AddAsync([first, first], None);

        (await usage.AddAsync([first with { OutputTokens = 9999 }, second], None)).ShouldBe(1);

        var sums = (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).ShouldHaveSingleItem();
        (sums.Requests, sums.OutputTokens).ShouldBe((2, 40));
    }

    [Fact]
    public async Task Add_TextWithNul_IsStoredWithout()
    {
        var usage = await OpenAsync();
        var record = UsageRecords.New() with { RequestId = "a\0b" };

        await usage.AddAsync([record], None);

        (await usage.GetAsync("acme", record.Id, None))!.RequestId.ShouldBe("ab");
    }

    [Fact]
    public async Task Add_Nothing_IsNothing() => (await (await OpenAsync()).AddAsync([], None)).ShouldBe(0);

    [Fact]
    public async Task List_Pages_ReachEveryRecordOnceNewestFirst()
    {
        var usage = await OpenAsync();

        // Several at the same moment, and more than one statement inserts.
        var records = Enumerable.Range(0, 95).Select(i => UsageRecords.New(at: UsageRecords.Noon.AddMilliseconds(i / 4))).ToList();
        await usage.AddAsync(records, None);
        await usage.AddAsync([UsageRecords.New() with { Project = "globex" }], None);

        var read = new List<UsageRecord>();
        UsagePosition? after = null;
        while (await usage.ListAsync(new UsageQuery { Project = "acme", Limit = 10, After = after }, None) is { Count: > 0 } page)
        {
            read.AddRange(page);
            after = new UsagePosition(page[^1].At, page[^1].Id);
        }

        read.Select(r => r.Id).ShouldBe(records.OrderByDescending(r => r.At).ThenByDescending(r => r.Id, StringComparer.Ordinal).Select(r => r.Id));
    }

    [Fact]
    public async Task List_Filters_NarrowIt()
    {
        var usage = await OpenAsync();
        await usage.AddAsync(
            [
                UsageRecords.New() with { RequestId = "theirs", User = "other@acme.example" },
                UsageRecords.New() with { RequestId = "other-key", KeyName = "batch" },
                UsageRecords.New() with { RequestId = "other-deployment", Deployment = "second" },
                UsageRecords.New(at: UsageRecords.Noon.AddDays(1)) with { RequestId = "later" },
            ],
            None);

        (await Names(new UsageQuery { Limit = 9, User = "other@acme.example" })).ShouldBe(["theirs"]);
        (await Names(new UsageQuery { Limit = 9, Key = "batch" })).ShouldBe(["other-key"]);
        (await Names(new UsageQuery { Limit = 9, Deployment = "second" })).ShouldBe(["other-deployment"]);
        (await Names(new UsageQuery { Limit = 9, From = UsageRecords.Noon.AddMilliseconds(1) })).ShouldBe(["later"]);
        (await Names(new UsageQuery { Limit = 9, To = UsageRecords.Noon })).ShouldBeEmpty();

        async Task<IEnumerable<string>> Names(UsageQuery query) => (await usage.ListAsync(query, None)).Select(r => r.RequestId);
    }

    [Fact]
    public async Task Report_ByDimensions_AddsUpWhatBelongsTogether()
    {
        var usage = await OpenAsync();
        await usage.AddAsync(
            [
                UsageRecords.New(),
                UsageRecords.New(),
                UsageRecords.New(at: UsageRecords.Noon.AddDays(1)) with { KeyName = "batch", KeyId = "2" },
                UsageRecords.New() with { Project = "acme-test", Currency = "USD", CostNanos = 5 },
                Bare() with { Status = 429, State = UsageState.Rejected },
            ],
            None);

        var rows = await usage.ReportAsync(new UsageReportQuery { By = [UsageDimension.Key, UsageDimension.Day] }, None);
        rows.Select(r => (string.Join(' ', r.Group), r.Currency, r.Requests, r.Cost)).ShouldBe(
            [
                ("batch 2026-02-01", "EUR", 1, 0.000001234m),
                ("ci 2026-01-31", null, 1, 0),
                ("ci 2026-01-31", "EUR", 2, 0.000002468m),
                ("ci 2026-01-31", "USD", 1, 0.000000005m),
            ]);

        var total = (await usage.ReportAsync(new UsageReportQuery { By = [], Project = "acme", Key = "ci" }, None)).Single(r => r.Currency == "EUR");
        total.ShouldBe(new UsageReportRow(total.Group, "EUR", 2, 0, 2, 200, 80, 40, 2, 0.000002468m));
        (await usage.ReportAsync(new UsageReportQuery { By = [], Organization = "acme" }, None)).Sum(r => r.Requests).ShouldBe(4);
        (await usage.ReportAsync(new UsageReportQuery { By = [], Organization = "acme", Project = "acme" }, None)).Sum(r => r.Requests).ShouldBe(5);
        (await usage.ReportAsync(new UsageReportQuery { By = [], Organization = "globex", Project = "acme-test" }, None)).Sum(r => r.Requests).ShouldBe(1);

        (await Groups(UsageDimension.Organization)).ShouldBe([null, "acme"]);
        (await Groups(UsageDimension.Project)).ShouldBe(["acme", "acme-test"]);
        (await Groups(UsageDimension.User)).ShouldBe([null, "developer@acme.example"]);
        (await Groups(UsageDimension.Deployment)).ShouldBe([null, "demo/atlas-chat"]);

        async Task<IEnumerable<string?>> Groups(UsageDimension by) =>
            (await usage.ReportAsync(new UsageReportQuery { By = [by] }, None)).Select(r => r.Group[0]).Distinct();
    }

    [Fact]
    public async Task Report_Filters_NarrowIt()
    {
        var usage = await OpenAsync();
        await usage.AddAsync(
            [
                UsageRecords.New() with { User = "other@acme.example" },
                UsageRecords.New() with { DeploymentNamespace = "acme" },
                UsageRecords.New(at: UsageRecords.Noon.AddDays(1)),
            ],
            None);
        var day = new DateOnly(2026, 1, 31);

        (await Count(new UsageReportQuery { By = [], User = "other@acme.example" })).ShouldBe(1);
        (await Count(new UsageReportQuery { By = [], Deployment = "atlas-chat" })).ShouldBe(3);
        (await Count(new UsageReportQuery { By = [], Deployment = "acme/atlas-chat" })).ShouldBe(1);
        (await Count(new UsageReportQuery { By = [], From = day.AddDays(1) })).ShouldBe(1);
        (await Count(new UsageReportQuery { By = [], To = day.AddDays(1) })).ShouldBe(2);

        async Task<long> Count(UsageReportQuery query) => (await usage.ReportAsync(query, None)).Sum(r => r.Requests);
    }

    [Fact]
    public async Task Report_RequestsAnsweredFromTheCache_CountsThem()
    {
        var usage = await OpenAsync();
        await usage.AddAsync([UsageRecords.New() with { CacheHit = false }, UsageRecords.New() with { CacheHit = true }], None);
        await usage.AddAsync([UsageRecords.New() with { CacheHit = true }], None);

        var row = (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single();

        (row.Requests, row.CacheHits).ShouldBe((3, 2));
    }

    [Fact]
    public async Task Report_RequestsWithErrors_CountsThem()
    {
        var usage = await OpenAsync();
        await usage.AddAsync(
            [
                UsageRecords.New(),
                UsageRecords.New() with { Status = 429, State = UsageState.Rejected },
                UsageRecords.New() with { Status = 200, State = UsageState.Truncated },
                UsageRecords.New() with { Status = 200, State = UsageState.ClientAborted },
            ],
            None);

        (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single().Errors.ShouldBe(2);
    }

    [Fact]
    public async Task Report_SumsBeyond64Bits_AreWholeToTheLastBillionth()
    {
        var usage = await OpenAsync();
        var records = Enumerable.Range(0, 5).Select(i => UsageRecords.New() with { KeyName = $"key-{i}", KeyId = $"{i}", CostNanos = 3_000_000_000_000_000_001 }).ToList();
        await usage.AddAsync(records, None);

        (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single().Cost.ShouldBe(15_000_000_000.000000005m);
        (await usage.SpentAsync(new Spender("0", IsKey: true), new DateOnly(2026, 1, 1), "EUR", None)).ShouldBe(3_000_000_000_000_000_001);
        (await usage.SpentAsync(new Spender("acme", IsKey: false), new DateOnly(2026, 1, 1), "EUR", None)).ShouldBe(4_000_000_000_000_000_000);
    }

    [Fact]
    public async Task Add_AbsurdCosts_AreStoredAndStopAtTheMostThereIs()
    {
        var usage = await OpenAsync();
        for (var batch = 0; batch < 2; batch++)
        {
            await usage.AddAsync([.. Enumerable.Range(0, 12).Select(_ => UsageRecords.New() with { CostNanos = 1_000_000_000_000_000_000 })], None);
        }

        var sum = (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single();
        (sum.Requests, sum.Cost).ShouldBe((24, 4_000_000_000m));
    }

    [Fact]
    public async Task Maintain_OldDays_LoseTheirRecordsAndKeepTheirSums()
    {
        var usage = await OpenAsync();
        var old = Enumerable.Range(0, 30).Select(i => UsageRecords.New(at: UsageRecords.Noon.AddDays(-10).AddMinutes(i))).ToList();
        var lastMoment = UsageRecords.New(at: new DateTimeOffset(2026, 1, 29, 23, 59, 59, 999, TimeSpan.Zero));
        var firstKept = UsageRecords.New(at: new DateTimeOffset(2026, 1, 30, 0, 0, 0, TimeSpan.Zero));
        await usage.AddAsync([.. old, lastMoment, firstKept], None);

        await usage.MaintainAsync(new DateOnly(2026, 1, 31), new DateOnly(2026, 1, 30), None);

        (await usage.ListAsync(new UsageQuery { Limit = 100 }, None)).ShouldHaveSingleItem().Id.ShouldBe(firstKept.Id);
        (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single().Requests.ShouldBe(32);
    }

    [Fact]
    public async Task Add_FromSeveralGatewaysAtOnce_AddsUpAndNeverWaitsForEver()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync()));

        // The same sums over and over, each batch in another order.
        await Task.WhenAll(stores.Select((store, gateway) => Task.Run(async () =>
        {
            for (var batch = 0; batch < 20; batch++)
            {
                var records = Enumerable.Range(0, 20).Select(i => UsageRecords.New() with { KeyName = $"key-{i}", KeyId = $"{i}" }).ToArray();
                new Random(gateway + (batch * 10)).Shuffle(records);
                await store.AddAsync(records, None);
            }
        })));

        var rows = await stores[0].ReportAsync(new UsageReportQuery { By = [UsageDimension.Key] }, None);
        rows.Count.ShouldBe(20);
        rows.ShouldAllBe(r => r.Requests == 60);
    }

    private static UsageRecord Bare()
    {
        var full = UsageRecords.New();
        return new UsageRecord
        {
            Id = full.Id, RequestId = "bare", At = full.At, Project = full.Project, KeyId = full.KeyId, KeyName = full.KeyName, Operation = "models.list",
        };
    }

    private async Task<UsageStore> OpenAsync() => new(await ledger.OpenAsync());
}
