using Microsoft.Extensions.Logging.Abstractions;

namespace Modelyard.Ledger.Tests;

public abstract class UsageImporterTests(TestLedger ledger) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task CatchUp_ManyRecords_AreAllInTheDatabaseAndNoneInTheJournal()
    {
        var usage = new UsageStore(await ledger.OpenAsync());
        using var journal = OpenJournal(segmentSize: 4096);
        using var importer = Importer(journal, usage, new UsageImporterOptions { BatchSize = 7 });
        var records = Enumerable.Range(0, 100).Select(_ => UsageRecords.New()).ToList();
        foreach (var record in records)
        {
            journal.Begin(record with { OutputTokens = 0 });
            journal.End(record);
        }

        journal.Backlog.ShouldBeGreaterThan(10_000);
        await importer.ImportAsync(None);

        (await usage.ListAsync(new UsageQuery { Limit = 1000 }, None)).OrderBy(r => r.Id, StringComparer.Ordinal)
            .ShouldBe(records.OrderBy(r => r.Id, StringComparer.Ordinal));
        journal.Backlog.ShouldBe(0);
        Directory.GetFiles(Path.Combine(ledger.Folder, "usage"), "*.journal").ShouldBeEmpty();
    }

    [Fact]
    public async Task CatchUp_RecordHasNoEndYet_WaitsForIt()
    {
        var usage = new UsageStore(await ledger.OpenAsync());
        using var journal = OpenJournal();
        using var importer = Importer(journal, usage);
        var record = UsageRecords.New();
        journal.Begin(record with { State = UsageState.Estimated });
        await importer.CatchUpAsync(None);
        (await usage.GetAsync("acme", record.Id, None)).ShouldBeNull();

        journal.End(record);
        await importer.CatchUpAsync(None);

        (await usage.GetAsync("acme", record.Id, None)).ShouldBe(record);
    }

    [Fact]
    public async Task CatchUp_FilesWereStoredButNotDeleted_DoublesNothing()
    {
        var usage = new UsageStore(await ledger.OpenAsync());
        using (var journal = OpenJournal())
        {
            journal.End(UsageRecords.New());
            journal.End(UsageRecords.New());

            // As it is when the process ends between the commit and what follows it.
            await usage.AddAsync(UsageBatch.Read(journal, 1).Records, None);
        }

        using var again = OpenJournal();
        using var importer = Importer(again, usage);
        await importer.CatchUpAsync(None);

        (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single().Requests.ShouldBe(2);
    }

    [Fact]
    public async Task CatchUp_DatabaseIsBusyForLong_DoesNotWaitAndNothingIsLost()
    {
        var database = await ledger.OpenAsync();
        var usage = new UsageStore(database);
        await usage.MaintainAsync(UsageDay.Of(UsageRecords.Noon), null, None);
        using var journal = OpenJournal();
        using var importer = Importer(journal, usage, new UsageImporterOptions { Patience = TimeSpan.FromMilliseconds(50) });
        var record = UsageRecords.New();
        journal.End(record);
        var other = await ledger.OpenAsync();
        using var release = new ManualResetEventSlim();
        var held = new TaskCompletionSource();
        var busy = other.WriteAsync(
            session =>
            {
                // Another gateway adds to the same sums and has not committed yet.
                DailyUsageRows.Add(session, [UsageRecords.New()]);
                held.TrySetResult();
                return release.Wait(TimeSpan.FromSeconds(30));
            },
            None);
        await held.Task;

        await importer.CatchUpAsync(None);

        journal.Backlog.ShouldBeGreaterThan(0);
        release.Set();
        (await busy).ShouldBeTrue();
        await importer.ImportAsync(None);
        (await usage.GetAsync("acme", record.Id, None)).ShouldBe(record);
        (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single().Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Run_DatabaseAwayForAWhile_ImportsEverythingOnceItIsBack()
    {
        var usage = new UsageStore(await ledger.OpenAsync());
        using var journal = OpenJournal();
        using var importer = Importer(journal, usage, new UsageImporterOptions { Interval = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(20) });
        await ledger.ExecuteAsync("ALTER TABLE ledger_usage_daily RENAME TO elsewhere");
        journal.End(UsageRecords.New());
        await Should.ThrowAsync<LedgerException>(() => importer.ImportAsync(None));

        await importer.StartAsync(None);
        journal.End(UsageRecords.New());
        journal.Backlog.ShouldBeGreaterThan(0);
        (await usage.ListAsync(new UsageQuery { Limit = 10 }, None)).ShouldBeEmpty("all or nothing");
        await ledger.ExecuteAsync("ALTER TABLE elsewhere RENAME TO ledger_usage_daily");

        await WaitAsync(() => journal.Backlog == 0);
        await importer.StopAsync(None);
        (await usage.ReportAsync(new UsageReportQuery { By = [] }, None)).Single().Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Run_RecordsOlderThanTheRetention_AreRemoved()
    {
        var usage = new UsageStore(await ledger.OpenAsync());
        using var journal = OpenJournal();
        var (old, young) = (UsageRecords.New(at: ledger.GetUtcNow().AddDays(-40)), UsageRecords.New(at: ledger.GetUtcNow().AddDays(-20)));
        await usage.AddAsync([old, young], None);
        using var importer = Importer(journal, usage, new UsageImporterOptions { Retention = TimeSpan.FromDays(30) });
        await importer.StartAsync(None);
        journal.End(UsageRecords.New());

        await WaitAsync(() => journal.Backlog == 0);

        await importer.StopAsync(None);
        (await usage.GetAsync("acme", old.Id, None)).ShouldBeNull();
        (await usage.GetAsync("acme", young.Id, None)).ShouldNotBeNull();
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private UsageImporter Importer(UsageJournal journal, UsageStore usage, UsageImporterOptions? options = null) =>
        new(journal, usage, options ?? new UsageImporterOptions(), new FixedDay(ledger), NullLogger<UsageImporter>.Instance);

    private UsageJournal OpenJournal(int segmentSize = 1 << 20) => UsageJournal.Open(Path.Combine(ledger.Folder, "usage"), segmentSize);

    /// <summary>Timers run as they do; the date is the test's.</summary>
    private sealed class FixedDay(TimeProvider date) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => date.GetUtcNow();
    }
}
