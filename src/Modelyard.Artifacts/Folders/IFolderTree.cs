namespace Modelyard.Artifacts;

/// <summary>
/// Models kept in folders, whatever they are folders of: this machine, a web server, object storage. Paths are relative to the source, with
/// forward slashes and none around them; the source itself is the empty path.
/// </summary>
internal interface IFolderTree
{
    /// <summary>The source, for messages.</summary>
    string Display { get; }

    /// <summary>What one folder has in it.</summary>
    /// <exception cref="FetchException">There is no such folder, or it cannot be read.</exception>
    Task<FolderListing> ListAsync(string path, CancellationToken cancellationToken);

    /// <summary>What <see cref="ModelFetcher.FetchAsync"/> takes for a folder, or for one file.</summary>
    string UriOf(string path, bool isFolder);

    /// <summary>A small file.</summary>
    /// <exception cref="FetchException">It is larger than the limit, or cannot be read.</exception>
    Task<byte[]> ReadAsync(string path, long limit, CancellationToken cancellationToken);
}

/// <param name="Files">Their paths may lead further down, where a listing covers more than its own folder.</param>
/// <param name="Folders">Names.</param>
internal sealed record FolderListing(IReadOnlyList<FolderFile> Files, IReadOnlyList<string> Folders)
{
    internal string? License { get; init; }

    internal IReadOnlyDictionary<string, string>? Labels { get; init; }
}

/// <param name="Path">Relative to the folder that was listed.</param>
/// <param name="Tag">Changes when the content does, as far as the source can tell.</param>
internal sealed record FolderFile(string Path, long? Size = null, DateTimeOffset? ModifiedAt = null, string? Sha256 = null, string? Tag = null);
