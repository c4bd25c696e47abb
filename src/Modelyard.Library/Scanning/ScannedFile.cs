namespace Modelyard.Library;

/// <summary>A file of a model, to be scanned.</summary>
/// <param name="Path">Relative to the model's folder, with forward slashes.</param>
/// <param name="Open">Gives a new stream from the file's beginning; seekable where possible.</param>
public sealed record ScannedFile(string Path, long Size, Func<CancellationToken, ValueTask<Stream>> Open)
{
    private const int NoBuffer = 0;

    /// <summary>All files of a folder.</summary>
    public static IReadOnlyList<ScannedFile> InFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new ScannedFile(System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'), SizeOf(path), _ => ValueTask.FromResult<Stream>(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, NoBuffer))))];

    private static long SizeOf(string path) => new FileInfo(path) is { LinkTarget: not null } link
        ? (link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo)?.Length ?? 0
        : new FileInfo(path).Length;
}
