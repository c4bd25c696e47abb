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
        fields[DayOfWeek] = fields[DayOfWeek] == "*" ? "?" : ShiftDays(fields[DayOfWeek]);
        if (fields[DayOfWeek] != "?")
        {
            fields[DayOfMonth] = fields[DayOfMonth] == "*"
                ? "?"
                : throw new FormatException($"\"{text}\" names both a day of the month and a day of the week: name one of them");
        }

        try
        {
            return new CronSchedule(new CronExpression("0 " + string.Join(' ', fields), TimeZoneInfo.Utc));
        }
        catch (FormatException e)
        {
            throw new FormatException($"\"{text}\" is not a cron expression: {e.Message}", e);
        }
    }

    /// <summary>The first time after <paramref name="time"/>; null when there is none any more.</summary>
    public DateTimeOffset? After(DateTimeOffset time) => _cron.GetNextValidTimeAfter(time);

    private static void CheckRange(string text, string field, (string Name, int Least, int Most) range)
    {
        // A step after a slash is no value.
        foreach (var value in field.Split(',').SelectMany(part => part.Split('/')[0].Split('-')))
        {
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number < range.Least || number > range.Most))
            {
                throw new FormatException($"\"{text}\" has the {range.Name} {number}: it goes from {range.Least} to {range.Most}");
            }
        }
    }

    private static string ShiftDays(string field) =>
        string.Join(',', field.Split(',').Select(part => string.Join('-', part.Split('-').Select(Shift))));

    // Both 0 and 7 are Sunday, which Quartz calls 1.
    private static string Shift(string day) =>
        int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? ((number % 7) + 1).ToString(CultureInfo.InvariantCulture) : day;
}
