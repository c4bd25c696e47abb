using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Takes parts of the limits that several gateways share, and gives back what is not used.</summary>
internal sealed partial class SharedLimits(
    LimitGroups groups, GatewayClock clock, TimeProvider time, IOptions<GatewayOptions> options, ILogger<SharedLimits> logger, LimitLeases? leases = null)
    : BackgroundService
{
    // Calls that find room at once may be quicker than the one it was taken for.
    private const int MostAttempts = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // How long a call waits for the ledger that may go on without it, and how long others then do not even try.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly bool _failsOpen = options.Value.LimitsFailureMode == LimitsFailureMode.Open;
    private long _awayUntil;
    private int _isOut;

    /// <summary>Whether limits are counted together with other gateways, as far as it was tried.</summary>
    internal bool IsShared => Volatile.Read(ref _isOut) == 0;

    private bool IsAway => Volatile.Read(ref _awayUntil) > clock.Now;

    /// <summary>Lets a call in, with more taken out of the ledger if need be; by this gateway's own count while the ledger is away, if it is to fail open.</summary>
    /// <exception cref="LedgerException">It does not answer, and calls are to be refused then.</exception>
    public async ValueTask<LimitEntry> EnterAsync(LimitSet set, long tokens, CancellationToken cancellationToken)
    {
        var entry = set.TryEnter(tokens);
        if (entry.Refusal is null || leases is null)
        {
            return entry;
        }

        return !_failsOpen ? await EnterSharedAsync(set, tokens, cancellationToken)
            : IsAway ? set.Standby.TryEnter(tokens)
            : await EnterSharedOrAloneAsync(set, tokens, cancellationToken);
    }

    private async Task<LimitEntry> EnterSharedOrAloneAsync(LimitSet set, long tokens, CancellationToken cancellationToken)
    {
        // Who is on the way to the ledger cannot be called back: what is brought from there is put back by whoever waited in vain.
        var attempt = EnterSharedAsync(set, tokens, CancellationToken.None);
        var isMine = false;
        try
        {
            var entry = await attempt.WaitAsync(Patience, time, cancellationToken);
            isMine = true;
            if (Interlocked.Exchange(ref _isOut, 0) == 1)
            {
                Log.Shared(logger);
            }

            return entry;
        }
        catch (Exception e) when (e is LedgerException or TimeoutException)
        {
            Volatile.Write(ref _awayUntil, clock.Now + Patience.Ticks);
            if (Interlocked.Exchange(ref _isOut, 1) == 0)
            {
                Log.Alone(logger, e);
            }

            return set.Standby.TryEnter(tokens);
        }
        finally
        {
            if (!isMine)
            {
                _ = GiveBackAsync(attempt);
            }
        }
    }

    private static async Task GiveBackAsync(Task<LimitEntry> late)
    {
        try
        {
            (await late).Reservation?.Cancel();
        }
        catch (LedgerException)
        {
            // It brought nothing.
        }
    }

    private async Task<LimitEntry> EnterSharedAsync(LimitSet set, long tokens, CancellationToken cancellationToken)
    {
        await set.Group.Taking.WaitAsync(cancellationToken);
        try
        {
            var entry = default(LimitEntry);
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                entry = set.TryEnter(tokens);
                if (entry.Refusal is null)
                {
                    return entry;
                }

                await SettleAsync(set.Group, overdraftsOnly: true, cancellationToken);
                var shortage = set.ShortageFor(tokens);
                if (shortage.IsNone)
                {
                    return set.TryEnter(tokens);
                }

                if (set.Accept(shortage, await leases!.TakeAsync(shortage.Allowances, shortage.Slots, cancellationToken)) is { } refusal)
                {
                    return entry with { Refusal = refusal, Status = set.Status() };
                }
            }

            return entry;
        }
        finally
        {
            set.Group.Taking.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (leases is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            for (var failures = 0; await timer.WaitForNextTickAsync(stoppingToken);)
            {
                failures = await TickAsync(failures, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is held is lost with this process; places come free after a while.
        }
    }

    private async Task<int> TickAsync(int failures, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var group in groups.All)
            {
                await SettleAsync(group, overdraftsOnly: false, cancellationToken);
            }

            return 0;
        }
        catch (LedgerException e)
        {
            if (failures == 0 && !_failsOpen)
            {
                Log.Failed(logger, e);
            }

            return failures + 1;
        }
    }

    private async Task SettleAsync(LimitGroup group, bool overdraftsOnly, CancellationToken cancellationToken)
    {
        List<(LeasedAllowance Allowance, long Amount)> given;
        List<(string Subject, int Keeps)> slots;
        lock (group.Gate)
        {
            given = Surrendered(group, overdraftsOnly ? TimeSpan.MaxValue : Interval);
            slots = overdraftsOnly ? [] : KeptSlots(group);
        }

        if (given.Count == 0 && slots.Count == 0)
        {
            return;
        }

        try
        {
            await leases!.SettleAsync([.. given.Select(g => (g.Allowance.Subject, g.Allowance.PerMinute, g.Amount))], slots, cancellationToken);
        }
        catch
        {
            lock (group.Gate)
            {
                given.ForEach(g => g.Allowance.Take(-g.Amount, clock.Now));
            }

            throw;
        }
    }

    private List<(LeasedAllowance Allowance, long Amount)> Surrendered(LimitGroup group, TimeSpan idle)
    {
        var given = new List<(LeasedAllowance, long)>();
        foreach (var meter in group.Meters)
        {
            foreach (var allowance in new[] { meter.Requests, meter.Tokens }.OfType<LeasedAllowance>())
            {
                if (allowance.Surrender(clock.Now, idle) is var amount and not 0)
                {
                    given.Add((allowance, amount));
                }
            }
        }

        return given;
    }

    private static List<(string Subject, int Keeps)> KeptSlots(LimitGroup group)
    {
        var kept = new List<(string, int)>();
        foreach (var meter in group.Meters)
        {
            if (meter.Slots is { Held: > 0 } slots)
            {
                // Half of what is not in use goes back, so that a lull of a second does not cost all of it.
                slots.Held -= (slots.Held - meter.Concurrent + 1) / 2;
                kept.Add((slots.Subject, slots.Held));
            }
        }

        return kept;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The ledger of limits does not answer. Calls are refused once what this gateway has taken of their limits is used up.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Error, "The ledger of limits does not answer. Until it does, this gateway counts limits on its own, and so does every other one.")]
        public static partial void Alone(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Information, "The ledger of limits answers again: they are shared with other gateways.")]
        public static partial void Shared(ILogger logger);
    }
}
