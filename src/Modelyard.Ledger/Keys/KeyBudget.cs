using System.Text.Json.Serialization;

namespace Modelyard.Ledger;

/// <summary>How much a caller may spend in a calendar period (UTC).</summary>
/// <param name="AmountMicros">In millionths of <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217, such as <c>EUR</c>.</param>
/// <param name="Period">After what the spending begins at nothing again.</param>
public sealed record KeyBudget(long AmountMicros, string Currency, BudgetPeriod Period);

/// <summary>A calendar period, UTC.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BudgetPeriod>))]
public enum BudgetPeriod
{
    /// <summary>From the first of a month on.</summary>
    Month,

    /// <summary>From midnight on.</summary>
    Day,
}
