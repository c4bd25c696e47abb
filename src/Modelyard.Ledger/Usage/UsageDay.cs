namespace Modelyard.Ledger;

/// <summary>Calendar days, UTC, as they are in columns.</summary>
internal static class UsageDay
{
    private static readonly DateOnly First = DateOnly.FromDateTime(DateTime.UnixEpoch);

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>Days since 1970.</summary>
    public static long Number(DateOnly day) => day.DayNumber - First.DayNumber;

    public static DateOnly OfNumber(long number) => First.AddDays((int)number);

    /// <summary>Midnight at which the day begins, in Unix milliseconds.</summary>
    public static long Start(DateOnly day) => Number(day) * TimeSpan.MillisecondsPerDay;
}
