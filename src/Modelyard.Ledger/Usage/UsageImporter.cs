using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modelyard.Ledger;

/// <summary>
/// Brings usage from the journal into the database, in batches, for as long as the process runs. While the database is away the journal grows;
/// nothing is lost and no request waits.
/// </summary>
public sealed partial class UsageImporter(
    UsageJournal journal, UsageStore store, UsageImporterOptions options, TimeProvider time, ILogger<UsageImporter> logger) : BackgroundService
{
    private static readonly TimeSpan MaintenanceInterval = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _importing = new(1, 1);
    private long? _maintained;

    /// <summary>
    /// Imports what the journal holds now, so that who asks for sums afterwards finds in them what has ended before. Does not wait for long: what a
    /// database that was away has missed is more than anybody who asks would wait for.
    /// </summary>
    /// <exception cref="LedgerException">The database does not answer; nothing is lost.</exception>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ImportAsync(CancellationToken.None).WaitAsync(options.Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It goes on without us.
        }
    }

    /// <summary>Imports all that the journal holds when this is called; what is written meanwhile could keep it busy for ever.</summary>
    internal async Task ImportAsync(CancellationToken cancellationToken)
    {
        var goal = journal.Segments().Select(s => (Segment: s, s.Length)).ToList();
        await _importing.WaitAsync(cancellationToken);
        try
        {
            while (goal.Exists(g => g.Segment.Imported < g.Length) && UsageBatch.Read(journal, options.BatchSize) is { IsEmpty: false } batch)
            {
                if (batch.Unreadable > 0)
                {
                    Log.Unreadable(logger, batch.Unreadable);
                }

                await store.AddAsync(batch.Records, cancellationToken);
                batch.Complete(journal);
            }
        }
        finally
        {
            _importing.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        try
        {
            while (true)
            {
                failures = await TickAsync(failures, stoppingToken);
                await Task.Delay(Pause(failures), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not imported yet is in the journal, for the next start.
        }
    }

    private async Task<int> TickAsync(int failures, CancellationToken cancellationToken)
    {
        try
        {
            await MaintainAsync(cancellationToken);
            await ImportAsync(cancellationToken);
            if (failures > 0)
            {
                Log.Recovered(logger, failures);
            }

            return 0;
        }
        catch (Exception e) when (e is LedgerException or IOException)
        {
            if (failures == 0)
            {
                Log.Failed(logger, e);
            }

            return failures + 1;
        }
    }

    private async Task MaintainAsync(CancellationToken cancellationToken)
    {
        if (_maintained is { } last && time.GetElapsedTime(last) < MaintenanceInterval)
        {
            return;
        }

        var today = UsageDay.Of(time.GetUtcNow());
        await store.MaintainAsync(today, options.Retention is { } kept ? today.AddDays(-(int)kept.TotalDays) : null, cancellationToken);
        _maintained = time.GetTimestamp();
    }

    private TimeSpan Pause(int failures) => options.Interval * Math.Min(Math.Pow(2, failures), Math.Max(1, options.LongestPause / options.Interval));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Usage cannot be written to the database. It is kept in the journal, and trying goes on.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Information, "Usage is written to the database again after {Failures} failures.")]
        public static partial void Recovered(ILogger logger, int failures);

        [LoggerMessage(LogLevel.Warning, "{Lines} lines of the usage journal cannot be read, as after a power failure, and were left out.")]
        public static partial void Unreadable(ILogger logger, int lines);
    }
}
