using System.Diagnostics;
using System.Globalization;

namespace Modelyard.Node;

/// <summary>
/// Names one process for good. A process id alone is reused after a while; together with the start time and the boot it is not.
/// </summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot.</param>
/// <param name="BootId">The kernel's id of this boot.</param>
public sealed record ProcessIdentity(int Pid, long StartTicks, string BootId)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    // What /proc calls a tick is a hundredth of a second for every program, on every Linux.
    private const double TicksPerSecond = 100;

    // /proc/PID/stat, counted after the command name, which may hold spaces and parentheses itself.
    private const int StateField = 0;
    private const int StartTimeField = 19;

    private static readonly TimeSpan ZombieCheckPeriod = TimeSpan.FromSeconds(1);

    /// <summary>The identity of a process that runs now; null when there is none.</summary>
    public static ProcessIdentity? Of(int pid) =>
        ReadStat(pid) is { } stat && stat[StateField] is not ("Z" or "X")
            ? new ProcessIdentity(pid, long.Parse(stat[StartTimeField], CultureInfo.InvariantCulture), CurrentBootId())
            : null;

    /// <summary>What the launcher wrote about itself; null when it never came so far.</summary>
    internal static ProcessIdentity? ReadRecord(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        // "<boot id> <the line of /proc/PID/stat>"
        var words = text.Split(' ', 3);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return words.Length == 3 && fields.Length > StartTimeField
            ? new ProcessIdentity(
                int.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture), words[0])
            : null;
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task WaitForExitAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            var exit = process.WaitForExitAsync(cancellationToken);

            // A parent that never collects its children, as the first process of a container often does not, leaves them visible for ever.
            while (IsAlive() && !exit.IsCompleted)
            {
                await Task.WhenAny(exit, Task.Delay(ZombieCheckPeriod, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (ArgumentException)
        {
            // No such process.
        }
    }

    /// <summary>Whether this very process still runs. A zombie does not.</summary>
    public bool IsAlive() => Of(Pid) == this;

    /// <summary>How long it has run, by the clock that counts from the start of the machine; nothing for one that has ended.</summary>
    public TimeSpan Age() => IsAlive()
        ? TimeSpan.FromSeconds(Math.Max(0, double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture) - (StartTicks / TicksPerSecond)))
        : TimeSpan.Zero;

    private static string CurrentBootId() => File.ReadAllText(BootIdFile).Trim();

    private static string[]? ReadStat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
