using System.Security.Cryptography;
using System.Text;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Where the sockets of instances are: a folder that only our own user can enter, so that nobody else can call a replica.</summary>
internal sealed class SocketFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private SocketFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>
    /// <c>run</c> in <paramref name="dataDirectory"/>. The path of a socket may have about a hundred bytes, so for a data folder that is too deep it is
    /// one of our own in the folder for temporary files.
    /// </summary>
    public static SocketFolder Of(string dataDirectory)
    {
        var inside = new SocketFolder(System.IO.Path.Combine(System.IO.Path.GetFullPath(dataDirectory), "run"));
        return ReplicaAddress.IsSocketPath(inside.FileOf(""))
            ? inside
            : new SocketFolder(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"modelyard-{Hash(inside.Path)}"));
    }

    /// <summary>The address of the instance of the Pod <paramref name="uid"/>: the same in every life of ours. Nothing is at its path.</summary>
    /// <exception cref="LaunchException">The folder cannot be made, or is not ours alone.</exception>
    public ReplicaAddress AddressOf(string uid)
    {
        var file = FileOf(uid);
        if (!ReplicaAddress.IsSocketPath(file))
        {
            throw new LaunchException($"the path {file} is too long for a socket: choose a shorter data folder, or a shorter TMPDIR");
        }

        try
        {
            Create();
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LaunchException($"the folder {Path} for sockets cannot be used: {e.Message}", e);
        }

        return ReplicaAddress.OfSocket(file);
    }

    /// <summary>Removes the folder if nothing is in it any more.</summary>
    public void DeleteIfEmpty()
    {
        if (UnixOwner.IsOurs(Path) && !Directory.EnumerateFileSystemEntries(Path).Any())
        {
            Directory.Delete(Path);
        }
    }

    // Others may write to the folder for temporary files. What is there already must be a folder, not a link to one, and ours alone.
    private void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new LaunchException("sockets need a Unix system");
        }

        Directory.CreateDirectory(Path, OwnerOnly);
        if (!UnixOwner.IsOurs(Path) || File.GetUnixFileMode(Path) != OwnerOnly)
        {
            throw new LaunchException($"the folder {Path} for sockets must belong to us and to nobody else: remove it, or make it so with \"chmod 700\"");
        }
    }

    private string FileOf(string uid) => System.IO.Path.Combine(Path, Hash(uid) + ".sock");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
