using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>Lets a call in only while there is money left for it. What costs nothing needs none.</summary>
internal sealed partial class ReserveBudget(BudgetBook book, GatewayMetrics metrics, IOptions<GatewayOptions> options, ILogger<ReserveBudget> logger) : IGatewayStep
{
    private readonly TimeSpan _retryAfter = options.Value.NotReadyRetryAfter;

    public ValueTask<OpenAIError?> RunAsync(GatewayCall call) =>
        call.Model.Terms.Prices is { } prices && !call.Operation.IsFree && (call.Tenant?.Budget is not null || call.Key.Budget is not null) ? RunAsync(call, prices) : default;

    private async ValueTask<OpenAIError?> RunAsync(GatewayCall call, Prices prices)
    {
        var account = call.Account!;
        var (least, expected) = (prices.CostOf(account.Certain), prices.CostOf(account.Expected));
        if (expected == 0)
        {
            return null;
        }

        foreach (var rule in BudgetRule.For(call.Key, call.Tenant))
        {
            if (rule.Currency != prices.Currency)
            {
                continue;
            }

            var period = rule.BeginOf(call.ArrivedAt);
            BudgetMeter meter;
            try
            {
                meter = await book.MeterOfAsync(rule, period, call.Http.RequestAborted);
            }
            catch (LedgerException e)
            {
                Log.Unknown(logger, call.RequestId, e);
                return OpenAIErrors.BudgetUnknown(_retryAfter);
            }

            if (meter.TryReserve(period, rule.AmountNanos, least, expected) is { } spent)
            {
                metrics.BudgetSpent(call, rule);
                return OpenAIErrors.BudgetSpent(rule, spent, rule.EndOf(call.ArrivedAt));
            }

            account.Add(new BudgetReservation(meter, period, expected));
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request {RequestId} is not served: what was spent of its budget cannot be looked up.")]
        public static partial void Unknown(ILogger logger, string requestId, Exception exception);
    }
}
