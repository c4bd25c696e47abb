using System.Globalization;
using Quartz;

namespace Modelyard.Library;

/// <summary>A cron expression of five fields, in UTC: minute, hour, day of the month, month, day of the week (0 or 7 is Sunday).</summary>
public sealed class SyncSchedule
{
    private const int Fields = 5;
    private const int DayOfMonth = 2;
    private const int DayOfWeek = 4;

    private readonly CronExpression _cron;

    private SyncSchedule(CronExpression cron) => _cron = cron;

    /// <exception cref="FormatException">With what is wrong, for a person.</exception>
    public static SyncSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields)
        {
            throw new FormatException($"\"{text}\" has {fields.Length} fields: write minute, hour, day of the month, month and day of the week, such as 0 3 * * *");
        }

        // Quartz counts seconds as well, wants one of the two days to be "?", and begins its week with 1.
        fields[DayOfWeek] = fields[DayOfWeek] == "*" ? "?" : ShiftDays(text, fields[DayOfWeek]);
        if (fields[DayOfWeek] != "?")
        {
            fields[DayOfMonth] = fields[DayOfMonth] == "*"
                ? "?"
                : throw new FormatException($"\"{text}\" names both a day of the month and a day of the week: name one of them");
        }

        try
        {
            return new SyncSchedule(new CronExpression("0 " + string.Join(' ', fields), TimeZoneInfo.Utc));
        }
        catch (FormatException e)
        {
            throw new FormatException($"\"{text}\" is not a cron expression: {e.Message}", e);
        }
    }

    /// <summary>The first time after <paramref name="time"/>; null when there is none any more.</summary>
    public DateTimeOffset? After(DateTimeOffset time) => _cron.GetNextValidTimeAfter(time);

    private static string ShiftDays(string text, string field)
    {
        var parts = field.Split(',').Select(part => string.Join('-', part.Split('-').Select(Shift)));
        return string.Join(',', parts);

        string Shift(string day) => !int.TryParse(day, CultureInfo.InvariantCulture, out var number) ? day
            : number is >= 0 and <= 7 ? ((number % 7) + 1).ToString(CultureInfo.InvariantCulture)
            : throw new FormatException($"\"{text}\" has the day of the week {number}: they go from 0 (Sunday) to 7 (Sunday again)");
    }
}
