using System.Globalization;
using Quartz;

namespace Modelyard.Library;

/// <summary>A cron expression of five fields, in UTC: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday).</summary>
public sealed class CronSchedule
{
    private const int Fields = 5;
    private const int DayOfMonth = 2;
    private const int DayOfWeek = 4;

    // Quartz takes numbers beyond these and never fires.
    private static readonly (string Name, int Least, int Most)[] Ranges = [("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 0, 7)];

    // Any: a day that does not come within the years after it never does.
    private static readonly DateTimeOffset SomeTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CronExpression _cron;

    private CronSchedule(CronExpression cron) => _cron = cron;

    /// <exception cref="FormatException">With what is wrong, for a person.</exception>
    public static CronSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields)
        {
            throw new FormatException($"\"{text}\" has {fields.Length} fields: write minute, hour, day of the month, month and day of the week, such as 0 3 * * *");
        }

        foreach (var (field, range) in fields.Zip(Ranges))
        {
            CheckRange(text, field, range);
        }

        // Quartz counts seconds as well, wants one of the two days to be "?", and begins its week with 1.
        fields[DayOfWeek] = fields[DayOfWeek] == "*" ? "?" : ShiftDays(text, fields[DayOfWeek]);
        if (fields[DayOfWeek] != "?")
        {
            fields[DayOfMonth] = fields[DayOfMonth] == "*"
                ? "?"
                : throw new FormatException($"\"{text}\" names both a day of the month and a day of the week: name one of them");
        }

        CronExpression cron;
        try
        {
            cron = new CronExpression("0 " + string.Join(' ', fields), TimeZoneInfo.Utc);
        }
        catch (FormatException e)
        {
            throw new FormatException($"\"{text}\" is not a cron expression: {e.Message}", e);
        }

        return cron.GetNextValidTimeAfter(SomeTime) is null
            ? throw new FormatException($"\"{text}\" never comes: no month that it names has that day")
            : new CronSchedule(cron);
    }

    /// <summary>The first time after <paramref name="time"/>; null when there is none any more.</summary>
    public DateTimeOffset? After(DateTimeOffset time) => _cron.GetNextValidTimeAfter(time);

    private static void CheckRange(string text, string field, (string Name, int Least, int Most) range)
    {
        foreach (var part in field.Split(','))
        {
            if (part.IndexOf('/') is var slash and >= 0 && !(int.TryParse(part.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step > 0))
            {
                throw new FormatException($"\"{text}\" has the step \"{part[(slash + 1)..]}\" for the {range.Name}: write a number from 1");
            }
        }

        // A step after a slash is no value.
        foreach (var value in field.Split(',').SelectMany(part => part.Split('/')[0].Split('-')))
        {
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number < range.Least || number > range.Most))
            {
                throw new FormatException($"\"{text}\" has the {range.Name} {number}: it goes from {range.Least} to {range.Most}");
            }
        }
    }

    private static string ShiftDays(string text, string field) => string.Join(',', field.Split(',').Select(part => ShiftDay(text, part)));

    // Day by day: Quartz counts from another one, so that neither the end of a range nor the steps in it stay where they are. Both 0 and 7 are Sunday, which Quartz calls 1.
    private static string ShiftDay(string text, string part)
    {
        var (days, step) = part.Split('/', 2) is [var before, var after] ? (before, int.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture)) : (part, 1);
        var bounds = days == "*" ? ["0", "6"] : days.Split('-', 2);
        if (!int.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) || !int.TryParse(bounds[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            return part;
        }

        last = bounds.Length == 1 && days != part ? Math.Max(first, 6) : last;
        return first <= last
            ? string.Join(',', Enumerable.Range(first, last - first + 1).Where(d => (d - first) % step == 0).Select(d => (d % 7) + 1).Distinct())
            : throw new FormatException($"\"{text}\" has the days {days}, which go backwards: name the earlier day first, with 0 or 7 for Sunday");
    }
}
