namespace Modelyard.Api;

/// <summary>What may be spent in a calendar period (UTC), at the prices of the deployments that are called.</summary>
public sealed class Budget
{
    /// <summary>The amount, in units of <c>currency</c>, with at most six decimal places: <c>250</c> or <c>"99.50"</c>.</summary>
    [Required]
    public decimal? Amount { get; set; }

    /// <summary>Currency as an ISO 4217 code, e.g. <c>EUR</c>. Only usage priced in it counts.</summary>
    [Required, Pattern("^[A-Z]{3}$")]
    public string? Currency { get; set; }

    /// <summary>Period after which the budget starts anew: the calendar <c>Month</c> (default) or <c>Day</c>, in UTC.</summary>
    [OneOf("Month", "Day"), Default("Month")]
    public string? Period { get; set; }
}
