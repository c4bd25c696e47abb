using System.Globalization;

namespace Modelyard.Node;

/// <summary>All processes of one instance: the launcher leads a session of its own, so its process group is everything it started.</summary>
internal static class ProcessGroup
{
    private const int MaxRounds = 20;

    /// <summary>Sends a signal to all of the group. False when there is no such group (any more, or yet).</summary>
    public static bool Signal(int groupId, ProcessSignal signal) => UnixSignal.Send(-groupId, signal);

    /// <summary>
    /// Ends what a launcher that is gone has left behind, in its group or in sessions of their own: all that carry <paramref name="marker"/> in
    /// their environment, since the group's number may belong to others by now. True when there was any.
    /// </summary>
    public static bool KillLeftovers(string marker)
    {
        // Again and again, for who is about to end may start another. Each round ends all there are, so that it takes a few at most.
        for (var round = 0; round < MaxRounds; round++)
        {
            var left = MarkedWith(marker).ToList();
            left.ForEach(pid => UnixSignal.Send(pid, ProcessSignal.Kill));
            if (left.Count == 0)
            {
                return round > 0;
            }
        }

        return true;
    }

    /// <summary>The processes that carry <paramref name="marker"/>. Zombies do not count: nothing can be done about them, and nothing needs to be.</summary>
    public static IEnumerable<int> MarkedWith(string marker)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                || TryRead(folder + "/stat") is not { } stat)
            {
                continue;
            }

            // After the command name comes the state.
            if (stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X') && HasVariable(pid, marker))
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
