namespace Modelyard.Artifacts;

/// <summary>Everything below a folder, within what a model can have.</summary>
internal static class FolderWalk
{
    private const int MaxFiles = 100_000;
    private const int MaxFolders = 10_000;
    private const int MaxDepth = 32;

    /// <param name="path">Of the folder; the paths of the files found start in it.</param>
    internal static async Task<FolderListing> RunAsync(IFolderTree tree, string path, CancellationToken cancellationToken)
    {
        var files = new List<FolderFile>();
        var top = await tree.ListAsync(path, cancellationToken);
        var open = new Queue<(string Path, FolderListing? Listing)>([("", top)]);
        for (var folders = 0; open.TryDequeue(out var next); folders++)
        {
            var listing = next.Listing ?? await tree.ListAsync(Join(path, next.Path), cancellationToken);
            files.AddRange(listing.Files.Select(f => f with { Path = Join(next.Path, f.Path) }));
            foreach (var folder in listing.Folders)
            {
                open.Enqueue((Join(next.Path, folder), null));
            }

            if (files.Count > MaxFiles || folders + open.Count > MaxFolders || next.Path.Count(c => c == '/') > MaxDepth)
            {
                throw new FetchException(FetchFailure.Unsupported,
                    $"{Join(tree.Display, path)} holds more than {MaxFiles} files or {MaxFolders} folders, or folders more than {MaxDepth} deep: "
                        + "it is not the folder of one model. Name the model's own folder.");
            }
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return top with { Files = files, Folders = [] };
    }

    internal static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder.TrimEnd('/')}/{name}";

    /// <summary>Equal for equal listings.</summary>
    internal static string RevisionOf(IEnumerable<FolderFile> files) => StoreLayout.KeyOf(string.Join('\n', files.Select(f => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{f.Path}\t{f.Size}\t{f.Sha256 ?? f.Tag}\t{(f.Sha256 is null ? f.ModifiedAt?.UtcTicks : null)}"))));
}
