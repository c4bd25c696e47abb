using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>All budgets that calls have asked about. What others spend, where several gateways share a ledger, is looked up from time to time.</summary>
internal sealed partial class BudgetBook(UsageSpending spending, IOptions<GatewayOptions> options, TimeProvider time, ILogger<BudgetBook> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<(Spender Spender, string Currency, BudgetPeriod Period), (BudgetRule Rule, BudgetMeter Meter)> _meters = new();

    /// <summary>The meter of a budget; one that is new knows what was spent before it is returned.</summary>
    /// <exception cref="LedgerException">That cannot be told, since the database does not answer.</exception>
    public ValueTask<BudgetMeter> MeterOfAsync(BudgetRule rule, DateOnly period, CancellationToken cancellationToken)
    {
        var (_, meter) = _meters.GetOrAdd((rule.Spender, rule.Currency, rule.Period), static (_, rule) => (rule, new BudgetMeter()), rule);
        return meter.MustLoad(period) ? LoadAsync(rule, meter, period, cancellationToken) : ValueTask.FromResult(meter);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.BudgetRefreshInterval is not { } interval)
        {
            return;
        }

        using var timer = new PeriodicTimer(interval, time);
        try
        {
            for (var failures = 0; await timer.WaitForNextTickAsync(stoppingToken);)
            {
                failures = await RefreshAsync(failures, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<int> RefreshAsync(int failures, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (rule, meter) in _meters.Values)
            {
                await LoadAsync(rule, meter, rule.BeginOf(time.GetUtcNow()), cancellationToken);
            }

            return 0;
        }
        catch (LedgerException e)
        {
            if (failures == 0)
            {
                Log.Failed(logger, e);
            }

            return failures + 1;
        }
    }

    private async ValueTask<BudgetMeter> LoadAsync(BudgetRule rule, BudgetMeter meter, DateOnly period, CancellationToken cancellationToken)
    {
        var mark = meter.Mark();
        meter.Load(period, await spending.SpentAsync(rule.Spender, period, rule.Currency, cancellationToken), mark);
        return meter;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What other gateways spend cannot be looked up; budgets count only what is spent here until it can.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
