namespace Modelyard.Ledger.Tests;

public abstract class UsageSeriesTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly UsageSeriesQuery Hour = new() { From = UsageRecords.Noon, To = UsageRecords.Noon.AddHours(1), Step = TimeSpan.FromMinutes(5) };

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Series_CallsOfSeveralMinutes_AreSummedByStep()
    {
        var usage = await OpenAsync();
        await usage.AddAsync([At(0), At(4), At(5) with { Status = 429, State = UsageState.Rejected }, At(11) with { Status = 502 }], None);

        var points = await usage.SeriesAsync(Hour, None);

        points.Select(p => (p.At - Hour.From).TotalMinutes).ShouldBe([0, 5, 10]);
        points.Select(p => (p.Requests, p.Errors, p.RateLimited)).ShouldBe([(2, 0, 0), (1, 1, 1), (1, 1, 0)]);
        (points[0].InputTokens, points[0].CachedInputTokens, points[0].OutputTokens).ShouldBe((200, 80, 40));
        points[0].Costs.ShouldBe([("EUR", 0.000002468m)]);
    }

    [Fact]
    public async Task Series_SameRecordAgain_CountsOnce()
    {
        var usage = await OpenAsync();
        var record = At(0);
        await usage.AddAsync([record], None);
        await usage.AddAsync([record], None);

        var point = (await usage.SeriesAsync(Hour, None)).ShouldHaveSingleItem();

        point.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Series_Percentiles_AreWithinFivePercentOverAllMinutesOfAStep()
    {
        var usage = await OpenAsync();
        await usage.AddAsync([.. Enumerable.Range(1, 500).Select(i => At(i % 5) with { DurationMs = i * 10, FirstTokenMs = i, OutputTokens = 11 })], None);

        var point = (await usage.SeriesAsync(Hour, None)).ShouldHaveSingleItem();

        point.Duration!.P50.ShouldBe(2.5, 2.5 * 0.05);
        point.Duration.P95.ShouldBe(4.75, 4.75 * 0.05);
        point.Duration.P99.ShouldBe(4.95, 4.95 * 0.05);
        point.FirstToken!.P50.ShouldBe(0.25, 0.25 * 0.05);
        point.PerToken!.P50.ShouldBe(0.225, 0.225 * 0.05);
    }

    [Fact]
    public async Task Series_CallsThatWereRefused_SayNothingAboutDurations()
    {
        var usage = await OpenAsync();
        await usage.AddAsync([At(0) with { Status = 429, State = UsageState.Rejected }], None);

        var point = (await usage.SeriesAsync(Hour, None)).ShouldHaveSingleItem();

        point.Duration.ShouldBeNull();
        point.FirstToken.ShouldBeNull();
    }

    [Fact]
    public async Task Series_Restrictions_LeaveOutTheRest()
    {
        var usage = await OpenAsync();
        await usage.AddAsync(
            [
                At(0), At(0) with { Project = "acme-lab" }, At(0) with { Project = "globex", Organization = "globex" },
                At(0) with { Project = "globex", Organization = "globex", Deployment = "other" }, At(-1), At(60),
            ],
            None);

        (await RequestsAsync(Hour)).ShouldBe(4);
        (await RequestsAsync(Hour with { Project = "acme" })).ShouldBe(1);
        (await RequestsAsync(Hour with { Project = "acme", Organization = "acme" })).ShouldBe(2);
        (await RequestsAsync(Hour with { Organization = "globex" })).ShouldBe(2);
        (await RequestsAsync(Hour with { Deployment = ("demo", "atlas-chat") })).ShouldBe(3, "whoever called it");

        async Task<long> RequestsAsync(UsageSeriesQuery query) => (await usage.SeriesAsync(query, None)).Sum(p => p.Requests);
    }

    [Fact]
    public async Task Series_OfOneKeyOrPerson_SaysOfThemWhatItSaysOfAll()
    {
        var usage = await OpenAsync();
        UsageRecord[] hers =
        [
            .. Enumerable.Range(1, 100).Select(i => At(i % 30) with { DurationMs = i * 10, FirstTokenMs = i, Currency = i % 3 == 0 ? "USD" : i % 3 == 1 ? "EUR" : null }),
            At(3) with { Status = 429, State = UsageState.Rejected, FirstTokenMs = null }, At(4) with { Status = 502, State = UsageState.Truncated, OutputTokens = 1 },
            At(7) with { Deployment = "other" }, At(-1), At(60),
        ];
        await usage.AddAsync(hers, None);
        var alone = await usage.SeriesAsync(Hour with { ByDeployment = true }, None);
        await usage.AddAsync([.. hers.Select(r => r with { Id = Guid.CreateVersion7(r.At).ToString(), User = "somebody else", KeyName = "another" })], None);

        foreach (var query in (UsageSeriesQuery[])[Hour with { User = "developer@acme.example" }, Hour with { Key = "ci", Project = "acme" }, Hour with { Key = "ci", Organization = "acme" }])
        {
            var points = await usage.SeriesAsync(query with { ByDeployment = true }, None);
            points.Select(Counts).ShouldBe(alone.Select(Counts));
            foreach (var (point, expected) in points.Zip(alone))
            {
                point.Duration!.P50.ShouldBe(expected.Duration!.P50, 1e-9);
                point.FirstToken!.P95.ShouldBe(expected.FirstToken!.P95, 1e-9);
                point.PerToken!.P99.ShouldBe(expected.PerToken!.P99, expected.PerToken.P99 * 0.11, "counted to the hundredth of a millisecond");
            }
        }

        (await usage.SeriesAsync(Hour with { DeploymentFilter = "other" }, None)).Sum(p => p.Requests).ShouldBe(2);
        (await usage.SeriesAsync(Hour with { DeploymentFilter = "demo/atlas-chat", Key = "another" }, None)).Sum(p => p.Requests).ShouldBe(102);
        (await usage.SeriesAsync(Hour with { User = "nobody" }, None)).ShouldBeEmpty();

        static object Counts(UsageSeriesPoint p) =>
            (p.Deployment, p.At, p.Requests, p.Errors, p.RateLimited, p.InputTokens, p.CachedInputTokens, p.OutputTokens, string.Join(' ', p.Costs));
    }

    [Fact]
    public async Task Series_ByDeployment_HasASeriesForEachInTheirOrder()
    {
        var usage = await OpenAsync();
        await usage.AddAsync([At(6), At(0) with { Deployment = "zulu" }, At(0), At(0) with { DeploymentNamespace = "", Deployment = "" }], None);

        var points = await usage.SeriesAsync(Hour with { ByDeployment = true }, None);

        points.Select(p => (p.Deployment, (p.At - Hour.From).TotalMinutes)).ShouldBe([(null, 0), ("demo/atlas-chat", 0), ("demo/atlas-chat", 5), ("demo/zulu", 0)]);
    }

    [Fact]
    public async Task Series_SeveralCurrencies_AreNotAdded()
    {
        var usage = await OpenAsync();
        await usage.AddAsync([At(0), At(0) with { Currency = "USD" }, At(0) with { Currency = null, CostNanos = 0 }], None);

        var point = (await usage.SeriesAsync(Hour, None)).ShouldHaveSingleItem();

        point.Requests.ShouldBe(3);
        point.Costs.Select(c => c.Currency).ShouldBe(["EUR", "USD"]);
    }

    [Fact]
    public async Task Series_AbsurdCosts_KeepNothingFromBeingStored()
    {
        var usage = await OpenAsync();
        for (var batch = 0; batch < 3; batch++)
        {
            await usage.AddAsync([At(0) with { CostNanos = long.MaxValue }, At(1) with { CostNanos = long.MaxValue }, At(2) with { CostNanos = long.MaxValue }], None);
        }

        (await usage.SeriesAsync(Hour, None)).ShouldHaveSingleItem().Requests.ShouldBe(9);
    }

    [Fact]
    public async Task Maintain_MinutesOfLongAgo_AreRemovedAndTheirDaysKept()
    {
        var usage = await OpenAsync();
        await usage.AddAsync([At(0), .. Enumerable.Range(0, 600).Select(i => UsageRecords.New(at: UsageRecords.Noon.AddDays(-9).AddMinutes(i)))], None);

        await usage.MaintainAsync(UsageDay.Of(UsageRecords.Noon), null, None);

        (await usage.SeriesAsync(Hour with { From = UsageRecords.Noon.AddDays(-30) }, None)).Sum(p => p.Requests).ShouldBe(1);
        (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single().Requests.ShouldBe(601);
    }

    private static UsageRecord At(int minute) => UsageRecords.New(at: UsageRecords.Noon.AddMinutes(minute));

    private async Task<UsageStore> OpenAsync() => new(await ledger.OpenAsync());
}
