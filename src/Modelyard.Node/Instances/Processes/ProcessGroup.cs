using System.Globalization;

namespace Modelyard.Node;

/// <summary>All processes of one instance: the launcher leads a session of its own, so its process group is everything it started.</summary>
internal static class ProcessGroup
{
    /// <summary>Sends a signal to all of the group. False when there is no such group (any more, or yet).</summary>
    public static bool Signal(int groupId, ProcessSignal signal) => UnixSignal.Send(-groupId, signal);

    /// <summary>
    /// Ends what is left of a group whose launcher is gone. The number may belong to others by now, so only processes that carry
    /// <paramref name="marker"/> in their environment are meant.
    /// </summary>
    public static void KillLeftovers(int groupId, string marker)
    {
        foreach (var pid in Members(groupId).Where(pid => HasVariable(pid, marker)))
        {
            UnixSignal.Send(pid, ProcessSignal.Kill);
        }
    }

    /// <summary>The living processes of a group. Zombies do not count: nothing can be done about them, and nothing needs to be.</summary>
    public static IEnumerable<int> Members(int groupId)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                || TryRead(folder + "/stat") is not { } stat)
            {
                continue;
            }

            // After the command name: state, parent, process group.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 4);
            if (fields[0] is not ("Z" or "X") && int.Parse(fields[2], CultureInfo.InvariantCulture) == groupId)
            {
                yield return pid;
            }
        }
    }

    private static bool HasVariable(int pid, string marker) =>
        TryRead(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ"))?.Split('\0').Contains(marker) == true;

    private static string? TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
