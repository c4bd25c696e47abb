using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>
/// Records refusals, without letting those who are refused fill the disk: the first of its kind at once, what repeats it within a minute as
/// one record with a count, and what goes beyond a bound only as a count per user, source and code.
/// </summary>
internal sealed partial class RefusalLog(AuditTrail trail, TimeProvider time, ILogger<RefusalLog> logger) : BackgroundService
{
    private const int MostOfOneUser = 120;
    private const int Most = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly RefusalKey Rest = new("", "", "", 0, "", "");

    private readonly Lock _gate = new();
    private Dictionary<RefusalKey, RefusalTally> _tallies = [];
    private Dictionary<string, int> _users = [];
    private bool _failing;

    /// <summary>Records a refusal, or counts it. The refusal stands even when that cannot be written now: then it is written later.</summary>
    public async Task RecordAsync(AuditEvent refusal)
    {
        if (Admit(refusal) is not { } tally)
        {
            return;
        }

        try
        {
            await trail.RecordAsync(refusal);
        }
        catch (StoreException error)
        {
            lock (_gate)
            {
                _failing = true;
                tally.Count(refusal.Received);
            }

            Log.NotWritten(logger, error);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    /// <summary>Writes down what was only counted, and begins to count anew.</summary>
    internal async Task FlushAsync()
    {
        List<KeyValuePair<RefusalKey, RefusalTally>> counted;
        lock (_gate)
        {
            counted = [.. _tallies.Where(t => t.Value.Unrecorded > 0)];
            (_tallies, _users, _failing) = ([], [], false);
        }

        await Task.WhenAll(counted.Select(async c =>
        {
            try
            {
                await trail.RecordAsync(c.Value.Summarize());
            }
            catch (StoreException error)
            {
                Restore(c.Key, c.Value);
                Log.NotWritten(logger, error);
            }
        }));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await FlushAsync();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>The tally of a refusal that is to be written at once; null for one that was counted.</summary>
    private RefusalTally? Admit(AuditEvent refusal)
    {
        var source = string.Join(',', refusal.SourceIps);
        var exact = new RefusalKey(refusal.User.Name, refusal.Verb, refusal.RequestUri, refusal.Code, source, About(refusal));
        lock (_gate)
        {
            if (_tallies.TryGetValue(exact, out var tally))
            {
                tally.Count(refusal.Received);
                return null;
            }

            var earlier = _users.GetValueOrDefault(exact.User);
            if (!_failing && earlier < MostOfOneUser && _tallies.Count < Most)
            {
                _users[exact.User] = earlier + 1;
                tally = new RefusalTally(refusal);
                _tallies.Add(exact, tally);
                return tally;
            }

            var coarse = exact with { Verb = "", Uri = "", Account = "" };
            if (!_tallies.TryGetValue(coarse, out tally))
            {
                var full = _tallies.Count >= 2 * Most;
                if (!full || !_tallies.TryGetValue(Rest, out tally))
                {
                    tally = new RefusalTally(refusal with { Verb = "*", RequestUri = "", Object = null, Message = null, Annotations = [] });
                    _tallies.Add(full ? Rest : coarse, tally);
                }
            }

            tally.Count(refusal.Received);
            return null;
        }
    }

    private static string About(AuditEvent refusal) => refusal.Annotations.FirstOrDefault(a => a.Key == AuditAnnotations.Account).Value ?? "";

    private void Restore(RefusalKey key, RefusalTally tally)
    {
        lock (_gate)
        {
            _failing = true;
            if (_tallies.TryGetValue(key, out var newer))
            {
                newer.Add(tally);
            }
            else
            {
                _tallies.Add(key, tally);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A refusal could not be recorded; it is counted and recorded later")]
        public static partial void NotWritten(ILogger logger, Exception failure);
    }

    private readonly record struct RefusalKey(string User, string Verb, string Uri, int Code, string Source, string Account);

    private sealed class RefusalTally(AuditEvent example)
    {
        private DateTimeOffset? _first;

        public long Unrecorded { get; private set; }

        public void Count(DateTimeOffset at)
        {
            _first ??= at;
            Unrecorded++;
        }

        public void Add(RefusalTally earlier) => (_first, Unrecorded) = (earlier._first, Unrecorded + earlier.Unrecorded);

        public AuditEvent Summarize() => example with
        {
            Id = Guid.NewGuid().ToString(),
            Annotations =
            [
                .. example.Annotations,
                new(AuditAnnotations.Repeated, Unrecorded.ToString(CultureInfo.InvariantCulture)),
                new(AuditAnnotations.FirstAt, AuditEventWriter.Micros(_first!.Value)),
            ],
        };
    }
}
