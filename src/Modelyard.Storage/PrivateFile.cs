using System.Text;

namespace Modelyard.Storage;

/// <summary>Files that only their owner may read, in folders that nobody else may enter.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces a file: whole or not at all, and on the disk when this returns.</summary>
    public static void Write(string path, string content)
    {
        var draft = path + ".new";
        if (File.Exists(draft))
        {
            // A crash left it, with whatever mode.
            File.Delete(draft);
        }

        using (var file = Open(draft, FileMode.CreateNew, FileShare.None))
        {
            file.Write(Encoding.UTF8.GetBytes(content));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Opens a file that no other process may have open at the same time; the system lets go of it when this process dies.</summary>
    internal static FileStream Claim(string path) => Open(path, FileMode.OpenOrCreate, FileShare.None);

    /// <summary>Creates an empty file when there is none. SQLite gives its other files the same mode.</summary>
    internal static void EnsureExists(string path) => Open(path, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
