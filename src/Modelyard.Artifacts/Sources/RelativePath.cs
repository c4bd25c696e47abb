namespace Modelyard.Artifacts;

/// <summary>
/// Paths that come from a hub's listing or out of an archive. They are written by strangers, and the only thing they may do is
/// name a file below the model's folder.
/// </summary>
public static class RelativePath
{
    private const int MaxLength = 1024;

    /// <summary>What is wrong with the path, or null.</summary>
    public static string? Problem(string path) => path switch
    {
        "" => "is empty",
        { Length: > MaxLength } => $"is longer than {MaxLength} characters",
        ['/', ..] => "is absolute",
        _ when path.Any(c => char.IsControl(c)) => "contains a control character",
        _ when path.Contains('\\') => "contains a backslash",
        [_, ':', ..] => "names a drive",
        _ => path.Split('/').Select(SegmentProblem).FirstOrDefault(p => p is not null),
    };

    /// <summary>A path that is both a file and a folder of another, or given twice, or null.</summary>
    internal static string? Conflict(IEnumerable<string> paths)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (!files.Add(path))
            {
                return path;
            }

            for (var slash = path.LastIndexOf('/'); slash > 0 && folders.Add(path[..slash]); slash = path.LastIndexOf('/', slash - 1))
            {
            }
        }

        return files.FirstOrDefault(folders.Contains);
    }

    private static string? SegmentProblem(string segment) => segment switch
    {
        "" => "has an empty segment",
        "." or ".." => $"contains \"{segment}\"",
        { Length: > 255 } => "has a segment longer than 255 characters",
        _ => null,
    };
}
