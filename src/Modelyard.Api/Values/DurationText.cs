using System.Globalization;

namespace Modelyard.Api;

/// <summary>Durations as Kubernetes and people write them: <c>90s</c>, <c>1h30m</c>, <c>1.5h</c>, <c>30d</c>.</summary>
public static class DurationText
{
    /// <summary>Reads <paramref name="text"/>; false when it is not a duration or one that is too long to be held.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var rest = text.AsSpan();
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            rest = rest[digits..];
            var end = rest.IndexOfAny("0123456789.");
            var unit = end < 0 ? rest : rest[..end];
            TimeSpan? one = unit switch
            {
                "us" or "µs" => TimeSpan.FromMicroseconds(1),
                "ms" => TimeSpan.FromMilliseconds(1),
                "s" => TimeSpan.FromSeconds(1),
                "m" => TimeSpan.FromMinutes(1),
                "h" => TimeSpan.FromHours(1),
                "d" => TimeSpan.FromDays(1),
                _ => null,
            };
            if (one is null)
            {
                return false;
            }

            var ticks = value.Ticks + (number * one.Value.Ticks);
            if (ticks >= TimeSpan.MaxValue.Ticks)
            {
                return false;
            }

            value = TimeSpan.FromTicks((long)Math.Round(ticks));
            rest = end < 0 ? [] : rest[end..];
        }

        return true;
    }

    /// <summary>As Go writes them, to the millisecond and rounded up: <c>120ms</c>, <c>1.5s</c>, <c>6m0s</c>, <c>1h0m0s</c>.</summary>
    public static string Format(TimeSpan value)
    {
        var milliseconds = (long)Math.Ceiling(Math.Max(0, value.TotalMilliseconds));
        if (milliseconds is > 0 and < 1000)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
        }

        var (minutes, rest) = Math.DivRem(milliseconds, 60_000);
        var (hours, minute) = Math.DivRem(minutes, 60);
        var seconds = rest / 1000m;
        return (hours, minutes) switch
        {
            (0, 0) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###}s"),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{minute}m{seconds:0.###}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hours}h{minute}m{seconds:0.###}s"),
        };
    }
}
