namespace Modelyard.Artifacts;

/// <summary>A folder of this machine.</summary>
internal sealed class LocalFolderTree(string root) : IFolderTree
{
    private static readonly EnumerationOptions Visible = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public string Display => root;

    public Task<FolderListing> ListAsync(string path, CancellationToken cancellationToken) => Task.FromResult(Read(path, () =>
    {
        var folder = new DirectoryInfo(At(path));
        var files = folder.EnumerateFiles("*", Visible).Select(Describe).OfType<FolderFile>().OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var folders = folder.EnumerateDirectories("*", Visible).Select(d => d.Name).Order(StringComparer.Ordinal).ToList();
        return new FolderListing(files, folders);
    }));

    public string UriOf(string path, bool isFolder) => new Uri(At(path)).AbsoluteUri;

    public Task<byte[]> ReadAsync(string path, long limit, CancellationToken cancellationToken) => Task.FromResult(Read(path, () =>
    {
        using var file = File.OpenRead(At(path));
        var bytes = new byte[file.Length <= limit ? file.Length : throw new FetchException(FetchFailure.Unsupported,
            $"{At(path)} is {DiskFailure.Size(file.Length)}, more than the {DiskFailure.Size(limit)} it may have.")];
        file.ReadExactly(bytes);
        return bytes;
    }));

    private string At(string path) => Path.Combine(root, path);

    private static FolderFile? Describe(FileInfo file)
    {
        var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return target is { Exists: true } ? new FolderFile(file.Name, target.Length, new DateTimeOffset(target.LastWriteTimeUtc)) : null;
    }

    private T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new FetchException(FetchFailure.NotFound, $"there is no folder {At(path)}. Correct the path or make the folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException(FetchFailure.Unauthorized,
                $"{At(path)} cannot be read by the user {Environment.UserName}, as which Modelyard runs: {e.Message}", e);
        }
    }
}
