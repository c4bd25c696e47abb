using System.Globalization;

namespace Modelyard.Node;

/// <summary>A log had this length at this time.</summary>
internal sealed record LogMark(long Length, DateTimeOffset Time)
{
    /// <summary>Reads one line; null when it was cut short by a crash.</summary>
    public static LogMark? Parse(string line)
    {
        var words = line.Split(' ');
        return words.Length == 2
            && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                ? new LogMark(length, DateTimeOffset.FromUnixTimeMilliseconds(time))
                : null;
    }

    /// <summary>When the byte at <paramref name="offset"/> was written, by the first mark that lies behind it.</summary>
    public static DateTimeOffset TimeOf(IReadOnlyList<LogMark> marks, long offset, DateTimeOffset otherwise) =>
        marks.FirstOrDefault(m => m.Length > offset)?.Time ?? otherwise;

    /// <summary>Where what was written at or after <paramref name="time"/> begins.</summary>
    public static long OffsetOf(IReadOnlyList<LogMark> marks, DateTimeOffset time) => marks.LastOrDefault(m => m.Time < time)?.Length ?? 0;
}
