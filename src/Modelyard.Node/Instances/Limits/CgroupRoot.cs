using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Node;

/// <summary>The cgroup (v2) below which each instance gets one of its own: its processes are ended together, and limited where the machine permits.</summary>
/// <param name="Folder">Where it is; null when none may be made.</param>
/// <param name="Obstacle">Why limits cannot be enforced; null when they can.</param>
internal sealed record CgroupRoot(string? Folder, string? Obstacle)
{
    private const string Supervisor = "modelyard-supervisor";

    private static readonly string[] Controllers = ["cpu", "memory"];

    /// <summary>Finds a place for the instances of <paramref name="dataDirectory"/>, and prepares it.</summary>
    public static CgroupRoot Prepare(string dataDirectory) =>
        OperatingSystem.IsLinux()
            ? Prepare(dataDirectory, File.ReadAllLines("/proc/self/mountinfo"), File.ReadAllLines("/proc/self/cgroup"))
            : new CgroupRoot(null, "only Linux has cgroups");

    internal static CgroupRoot Prepare(string dataDirectory, IEnumerable<string> mountInfo, IEnumerable<string> ownCgroups)
    {
        // ID PARENT DEVICE ROOT MOUNTPOINT OPTIONS … - TYPE SOURCE OPTIONS
        var mount = mountInfo.Select(line => line.Split(' ')).FirstOrDefault(words => words[(Array.IndexOf(words, "-") + 1)..] is ["cgroup2", ..]);
        var own = ownCgroups.FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
        if (mount is null || own is null)
        {
            return new CgroupRoot(null, "this machine has no cgroup v2");
        }

        var (root, top) = (mount[3], mount[4]);
        own = root != "/" && own.StartsWith(root, StringComparison.Ordinal) ? own[root.Length..] : own;
        var name = "modelyard-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataDirectory))))[..12];

        // First where we are, as a delegated cgroup allows; then at the top, as it does to whoever owns the machine.
        var places = new[] { Path.Join(top, own).TrimEnd('/'), top }.Select(p => Path.GetFileName(p) == Supervisor ? Path.GetDirectoryName(p)! : p).Distinct();
        var found = places.Select(place => At(place, name)).ToList();
        return found.Find(f => f.Obstacle is null) ?? found.Find(f => f.Folder is not null) ?? found[0];
    }

    /// <summary>The cgroup of one instance; null when there can be none.</summary>
    public InstanceCgroup? Of(string podUid) => Folder is null ? null : new InstanceCgroup(Path.Combine(Folder, podUid));

    /// <summary>Ends what is left in it, and removes it.</summary>
    public void End()
    {
        if (Folder is null)
        {
            return;
        }

        foreach (var instance in Directory.EnumerateDirectories(Folder))
        {
            new InstanceCgroup(instance).End();
        }

        new InstanceCgroup(Folder).End();
    }

    private static CgroupRoot At(string place, string name)
    {
        var folder = Path.Combine(place, name);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CgroupRoot(null, $"the user {Environment.UserName} may not make cgroups in {place}; start Modelyard where it may, for instance with systemd-run --user --scope -p Delegate=yes");
        }

        try
        {
            var available = File.ReadAllText(Path.Combine(place, "cgroup.controllers")).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (Controllers.Except(available).ToList() is { Count: > 0 } missing)
            {
                return new CgroupRoot(folder, $"cgroup v2 does not have the controllers {string.Join(", ", missing)} in {place}");
            }

            Enable(place);
            Enable(folder);
            return new CgroupRoot(folder, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CgroupRoot(folder, $"the controllers of the cgroup {place} cannot be used ({e.Message}); start Modelyard in a cgroup of its own, for instance with systemd-run --user --scope -p Delegate=yes");
        }
    }

    private static void Enable(string place)
    {
        var file = Path.Combine(place, "cgroup.subtree_control");
        if (!Controllers.Except(File.ReadAllText(file).Split((char[])[' ', '\n'])).Any())
        {
            return;
        }

        try
        {
            File.WriteAllText(file, "+cpu +memory");
        }
        catch (IOException) when (File.ReadAllText(Path.Combine(place, "cgroup.procs")).Trim() == Environment.ProcessId.ToString())
        {
            // A cgroup that hands controllers on must hold no process itself. Only we are in it, so we go one down.
            var supervisor = Directory.CreateDirectory(Path.Combine(place, Supervisor)).FullName;
            File.WriteAllText(Path.Combine(supervisor, "cgroup.procs"), Environment.ProcessId.ToString());
            File.WriteAllText(file, "+cpu +memory");
        }
    }
}
