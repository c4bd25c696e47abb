using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class CronScheduleTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0 3 * * *", "2026-07-02T03:00:00Z")]
    [InlineData("*/15 * * * *", "2026-07-01T12:45:00Z")]
    [InlineData("0 0 1 * *", "2026-08-01T00:00:00Z")]
    [InlineData("0 6 * * 1-5", "2026-07-02T06:00:00Z")]
    [InlineData("0 6 * * 0", "2026-07-05T06:00:00Z")]
    [InlineData("0 6 * * 7", "2026-07-05T06:00:00Z")]
    [InlineData("30 4 * * 1,3", "2026-07-06T04:30:00Z")]
    [InlineData("0 6 * * 1-5/2", "2026-07-03T06:00:00Z")]
    [InlineData("0 6 * * 4-6/2", "2026-07-02T06:00:00Z")]
    [InlineData("0 6 * * 0-7", "2026-07-02T06:00:00Z")]
    [InlineData("0 6 * * 5-7", "2026-07-03T06:00:00Z")]
    [InlineData("0 6 * * */3", "2026-07-04T06:00:00Z")]
    [InlineData("0 6 * * MON-FRI", "2026-07-02T06:00:00Z")]
    [InlineData("0 6 29 2 *", "2028-02-29T06:00:00Z")]
    public void Next_IsThatOfCron(string expression, string next) =>
        CronSchedule.Parse(expression).After(Now).ShouldBe(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("daily", "has 1 fields")]
    [InlineData("0 0 3 * * *", "has 6 fields")]
    [InlineData("0 3 1 * 1", "both a day of the month and a day of the week")]
    [InlineData("99 3 * * *", "has the minute 99: it goes from 0 to 59")]
    [InlineData("0 x * * *", "is not a cron expression")]
    [InlineData("0 3 * * 9", "has the day of the week 9")]
    [InlineData("0 3 30 2 *", "never comes: no month that it names has that day")]
    [InlineData("0 3 31 4,6 *", "never comes")]
    [InlineData("*/0 3 * * *", "has the step \"0\" for the minute: write a number from 1")]
    [InlineData("0 3 * * 5-1", "go backwards")]
    public void WhatIsNoCronExpression_IsRefused(string expression, string message) =>
        Should.Throw<FormatException>(() => CronSchedule.Parse(expression)).Message.ShouldContain(message);
}
