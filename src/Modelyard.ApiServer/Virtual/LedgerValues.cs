using Modelyard.Api;
using Modelyard.Ledger;

namespace Modelyard.ApiServer;

/// <summary>Values of the ledger as the API writes them, and the other way round.</summary>
internal static class LedgerValues
{
    private const decimal Micros = 1_000_000m;
    private const decimal Nanos = 1_000_000_000m;

    public static KeyLimits? Limits(RateLimits? limits) => limits is null ? null : new KeyLimits
    {
        RequestsPerMinute = limits.RequestsPerMinute,
        TokensPerMinute = limits.TokensPerMinute,
        ConcurrentRequests = limits.ConcurrentRequests,
    };

    public static RateLimits? Limits(KeyLimits? limits) => limits is null ? null : new RateLimits
    {
        RequestsPerMinute = limits.RequestsPerMinute,
        TokensPerMinute = limits.TokensPerMinute,
        ConcurrentRequests = limits.ConcurrentRequests,
    };

    public static KeyBudget? Budget(Budget? budget) => budget is null
        ? null
        : new KeyBudget((long)(budget.Amount!.Value * Micros), budget.Currency!, budget.Period == "Day" ? BudgetPeriod.Day : BudgetPeriod.Month);

    public static Budget? Budget(KeyBudget? budget) => budget is null
        ? null
        : new Budget { Amount = budget.AmountMicros / Micros, Currency = budget.Currency, Period = budget.Period.ToString() };

    /// <summary>Billionths as an amount, without zeroes at its end.</summary>
    public static decimal Cost(long nanos) => nanos / Nanos;

    public static List<string>? List(IReadOnlyList<string> values) => values.Count > 0 ? [.. values] : null;
}
