using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Modelyard.Ledger.Tests;

/// <summary>A process that writes and imports usage is killed, again and again: each record it had been told is kept must be there, once.</summary>
public abstract class KilledGatewayTests(TestLedger ledger) : IAsyncDisposable
{
    private const int Records = 20_000;
    private const int Rounds = 8;

    private readonly HashSet<string> _begun = [];
    private readonly HashSet<string> _ended = [];

    private string Journal => Path.Combine(ledger.Folder, "usage");

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task KilledAtAnyMoment_LosesAndDoublesNothing()
    {
        await ledger.OpenAsync();
        for (var round = 1; _ended.Count < Records; round++)
        {
            // Not a time but a number of lines decides when, so that slow machines test the same.
            await RunAndKillAsync(round < Rounds ? Random.Shared.Next(1, 2 * Records / Rounds) : 2 * (Records - _ended.Count) + 1);
        }

        var usage = new UsageStore(await ledger.OpenAsync());
        using (var journal = UsageJournal.Open(Journal))
        using (var importer = new UsageImporter(journal, usage, new UsageImporterOptions(), TimeProvider.System, NullLogger<UsageImporter>.Instance))
        {
            await importer.ImportAsync(TestContext.Current.CancellationToken);
            journal.Backlog.ShouldBe(0);
        }

        var rows = await usage.ListAsync(new UsageQuery { Limit = int.MaxValue }, TestContext.Current.CancellationToken);
        var settled = rows.Where(r => r.State == UsageState.Settled).Select(r => r.Id).ToHashSet();
        _ended.Except(settled).ShouldBeEmpty("what was said to have ended has");
        _begun.Except(rows.Select(r => r.Id)).ShouldBeEmpty("what was said to have begun is there");
        rows.Select(r => r.Id).Distinct().Count().ShouldBe(rows.Count, "each once");
        rows.Where(r => r.State != UsageState.Settled).ShouldAllBe(r => r.State == UsageState.Truncated && r.OutputTokens == 1000);

        var sums = (await usage.ReportAsync(new UsageReportQuery { By = [] }, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        sums.Requests.ShouldBe(rows.Count);
        sums.OutputTokens.ShouldBe(rows.Sum(r => r.OutputTokens));
        sums.Errors.ShouldBe(rows.Count - settled.Count);
    }

    [Fact]
    public async Task Abandoned_Ends()
    {
        await ledger.OpenAsync();
        using var process = Start();
        (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();

        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0);
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Modelyard.Ledger.Writer.dll"), ledger.Location, Journal },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private async Task RunAndKillAsync(int lines)
    {
        using var process = Start();
        var count = 0;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            // A line cut off by the kill was never complete.
            if (line.Split(' ') is [var what, { Length: 36 } id])
            {
                (what == "ended" ? _ended : _begun).Add(id);
            }

            if (++count == lines)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        count.ShouldBeGreaterThanOrEqualTo(lines, "the writer ended by itself");
    }
}
