namespace Modelyard.Artifacts;

/// <summary>Tells paths that lead into a folder, by whatever names.</summary>
internal static class PrivateFolder
{
    /// <summary>Whether a path is in the folder, is the folder, or has it in it.</summary>
    internal static bool IsTouchedBy(string path, string folder) =>
        WithParents(path).Any(p => IsSame(p, folder)) || WithParents(folder).Any(p => IsSame(p, path));

    // A name can be one of several for a folder: by a link, or through the files of a process.
    private static bool IsSame(string one, string other) => one == other || NativeMethods.IsSameFile(one, other);

    private static IEnumerable<string> WithParents(string path)
    {
        for (var current = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)); current is not null; current = Path.GetDirectoryName(current))
        {
            yield return current;
        }
    }
}
