using System.Globalization;

namespace Modelyard.Artifacts;

/// <summary>How much fits into a folder that is in memory: what its file system has left, and what the machine has.</summary>
internal static class MemoryRoom
{
    private const string MemoryInfo = "/proc/meminfo";
    private const string Available = "MemAvailable:";

    internal static long Of(string folder) => Math.Min(new DriveInfo(folder).AvailableFreeSpace, OfMachine());

    // A file system in memory may be allowed more than there is.
    private static long OfMachine()
    {
        if (!File.Exists(MemoryInfo))
        {
            return long.MaxValue;
        }

        var line = File.ReadLines(MemoryInfo).FirstOrDefault(l => l.StartsWith(Available, StringComparison.Ordinal));
        return line?[Available.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var kibibytes, ..]
            && long.TryParse(kibibytes, CultureInfo.InvariantCulture, out var count) ? count << 10 : long.MaxValue;
    }
}
