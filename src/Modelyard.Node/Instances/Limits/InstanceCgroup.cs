using System.Globalization;

namespace Modelyard.Node;

/// <summary>The cgroup of one run of an instance: everything it starts is in it, whatever session it is in and whatever it calls itself.</summary>
internal sealed class InstanceCgroup(string folder)
{
    private const int CpuPeriodMicroseconds = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public string Folder => folder;

    /// <summary>How often the kernel ended a process of it for want of memory; null where memory is not accounted for.</summary>
    public long? OomKills()
    {
        try
        {
            var line = File.ReadLines(In("memory.events")).FirstOrDefault(l => l.StartsWith("oom_kill ", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan("oom_kill ".Length), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Makes it, with <paramref name="limits"/> unless they are null.</summary>
    /// <exception cref="LaunchException">It cannot be made.</exception>
    public void Create(ResourceLimits? limits)
    {
        try
        {
            Directory.CreateDirectory(folder);
            if (limits?.MemoryBytes is { } memory)
            {
                File.WriteAllText(In("memory.max"), memory.ToString(CultureInfo.InvariantCulture));

                // A limit that may be evaded into swap is none; and half a model server is worse than one that is started again.
                WriteIfThere("memory.swap.max", "0");
                WriteIfThere("memory.oom.group", "1");
            }

            if (limits?.Cpu is { } cpu)
            {
                var quota = Math.Max(1000, (long)(cpu * CpuPeriodMicroseconds));
                File.WriteAllText(In("cpu.max"), string.Create(CultureInfo.InvariantCulture, $"{quota} {CpuPeriodMicroseconds}"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LaunchException($"the limits {limits} cannot be set: {e.Message}", e);
        }
    }

    /// <summary>Ends everything in it, and removes it.</summary>
    public void End()
    {
        // Gone at once if nothing was left; else the kernel takes a moment to end what there is.
        SpinWait.SpinUntil(TryRemove, Patience);
    }

    private bool TryRemove()
    {
        try
        {
            WriteIfThere("cgroup.kill", "1");
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void WriteIfThere(string name, string value)
    {
        if (File.Exists(In(name)))
        {
            File.WriteAllText(In(name), value);
        }
    }

    private string In(string name) => Path.Combine(folder, name);
}
