using System.Globalization;

namespace Modelyard.Node;

/// <summary>How often the kernel ended a process for want of memory. When the number rises while one of ours is killed, that was why.</summary>
internal static class OomKills
{
    public static long Count()
    {
        try
        {
            var line = File.ReadLines("/proc/vmstat").FirstOrDefault(l => l.StartsWith("oom_kill ", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan("oom_kill ".Length), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
