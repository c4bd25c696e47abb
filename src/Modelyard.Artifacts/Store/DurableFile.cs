namespace Modelyard.Artifacts;

/// <summary>Writes that are either there in full after a crash or not there at all.</summary>
internal static class DurableFile
{
    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    internal static void WriteAllBytes(string path, ReadOnlySpan<byte> content, string scratch)
    {
        using (var stream = new FileStream(scratch, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        Publish(scratch, path);
    }

    /// <summary>Renames a finished, flushed file or folder to its final place.</summary>
    internal static void Publish(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to, overwrite: true);
        }

        FlushFolder(Path.GetDirectoryName(to)!);
    }

    internal static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            NativeMethods.FlushFolder(folder);
        }
    }

    internal static void MakeReadOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, Everyone);
        }
    }

    /// <summary>
    /// A second name for the same file: costs nothing, and deleting one leaves the other. Where the file system has no hard links, a
    /// symbolic one.
    /// </summary>
    internal static void Link(string existing, string created)
    {
        if (OperatingSystem.IsWindows() || !NativeMethods.Link(existing, created))
        {
            File.CreateSymbolicLink(created, existing);
        }
    }
}
