namespace Modelyard.Gateway;

/// <summary>What a call in progress may cost somebody.</summary>
internal readonly record struct BudgetReservation(BudgetMeter Meter, DateOnly Period, long Expected)
{
    public void Settle(long actual) => Meter.Settle(Period, Expected, actual);
}
