using System.Security.Cryptography;
using System.Text;
using Modelyard.Artifacts;

namespace Modelyard.Node;

/// <summary>The folder in memory that engines read encrypted models from.</summary>
public static class ModelMemoryFolder
{
    private const string SharedMemory = "/dev/shm";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] InMemory = ["tmpfs", "ramfs"];

    /// <summary>Where it is unless somebody says otherwise; null where there is no such place.</summary>
    public static string? Default(string dataDirectory) => Directory.Exists(SharedMemory)
        ? Path.Combine(SharedMemory, $"modelyard-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataDirectory))).AsSpan(0, 8))}")
        : null;

    /// <summary>Makes it, for us alone.</summary>
    /// <exception cref="IOException">It cannot be made, is not ours, or is not in memory.</exception>
    public static void Prepare(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new IOException("encrypted model files need a Unix system: engines are given plain copies of them in a folder in memory that nobody else can enter.");
        }

        // Anybody may write to the usual place. What is there already must be a folder, not a link to one, and ours alone.
        Directory.CreateDirectory(path, OwnerOnly);
        if (!UnixOwner.IsOurs(path) || File.GetUnixFileMode(path) != OwnerOnly)
        {
            throw new IOException($"the folder {path} must belong to us and to nobody else, for plain copies of encrypted models are put there: remove it, or make it so with \"chmod 700\".");
        }

        if (OperatingSystem.IsLinux() && new DriveInfo(path).DriveFormat is var format && !InMemory.Contains(format))
        {
            throw new IOException($"the folder {path} is on a file system of the type {format}, and plain copies of encrypted models must not get to a disk: name one in memory (tmpfs) with --model-memory-folder.");
        }
    }

    /// <summary>Removes what was put there. Nobody may be using it any more.</summary>
    public static void Remove(string path)
    {
        if (!OperatingSystem.IsWindows() && UnixOwner.IsOurs(path))
        {
            ContentEncryption.RemoveMemory(path);
            if (path.StartsWith(SharedMemory, StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }
        }
    }
}
