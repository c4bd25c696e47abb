namespace Modelyard.Storage.Sqlite;

/// <summary>Files that only their owner may read: the store holds secrets.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file that no other process may have open at the same time; the system lets go of it when this process dies.</summary>
    public static FileStream Claim(string path) => Open(path, FileShare.None);

    /// <summary>Creates an empty file when there is none. SQLite gives its other files the same mode.</summary>
    public static void EnsureExists(string path) => Open(path, FileShare.ReadWrite).Dispose();

    private static FileStream Open(string path, FileShare share)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
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
