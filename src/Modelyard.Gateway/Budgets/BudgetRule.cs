using Modelyard.Ledger;
using LedgerKey = Modelyard.Ledger.ApiKey;

namespace Modelyard.Gateway;

/// <summary>What somebody may spend in a calendar period (UTC).</summary>
/// <param name="Spender">Who.</param>
/// <param name="Name">What people call it.</param>
/// <param name="AmountNanos">In billionths of the currency.</param>
/// <param name="Currency">Only what is priced in it counts.</param>
/// <param name="Period">After what it begins anew.</param>
internal sealed record BudgetRule(Spender Spender, string Name, long AmountNanos, string Currency, BudgetPeriod Period)
{
    private const decimal Billion = 1_000_000_000;

    /// <summary>Those that count for calls of a key.</summary>
    public static IEnumerable<BudgetRule> For(LedgerKey key, Tenant? tenant)
    {
        if (tenant?.Budget is { Amount: { } amount, Currency: { } currency } budget)
        {
            yield return new BudgetRule(
                new Spender(tenant.Name, IsKey: false),
                $"organization {tenant.Name}",
                (long)decimal.Round(amount * Billion),
                currency,
                budget.Period == "Day" ? BudgetPeriod.Day : BudgetPeriod.Month);
        }

        if (key.Budget is { } own)
        {
            yield return new BudgetRule(new Spender(key.Id.ToString(), IsKey: true), $"key {key.Name}", own.AmountMicros * 1000, own.Currency, own.Period);
        }
    }

    /// <summary>The first day of the period a moment is in.</summary>
    public DateOnly BeginOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(moment.UtcDateTime) is var day && Period == BudgetPeriod.Month ? new DateOnly(day.Year, day.Month, 1) : day;

    /// <summary>The first day of the next period.</summary>
    public DateOnly EndOf(DateTimeOffset moment) => Period == BudgetPeriod.Month ? BeginOf(moment).AddMonths(1) : BeginOf(moment).AddDays(1);
}
