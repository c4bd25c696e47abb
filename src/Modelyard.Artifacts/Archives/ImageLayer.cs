using System.Formats.Tar;
using System.IO.Compression;

namespace Modelyard.Artifacts;

/// <summary>
/// One layer of an image, applied to what the layers below it hold: entries replace, <c>.wh.name</c> removes <c>name</c> and
/// <c>.wh..wh..opq</c> all that a folder held below.
/// </summary>
internal sealed class ImageLayer(ImageTree tree, EntryWriter writer, ExtractionLimits limits, FetchTracker tracker)
{
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";
    private readonly ImageTree _added = new(tree.Folder);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _emptied = new(StringComparer.Ordinal);

    internal async Task ApplyAsync(Stream layer, ArchiveFormat format, CancellationToken cancellationToken)
    {
        await using var plain = format == ArchiveFormat.TarGz ? new GZipStream(layer, CompressionMode.Decompress, leaveOpen: true) : layer;
        await using var reader = new TarReader(plain, leaveOpen: true);
        for (var entries = 0; await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry; entries++)
        {
            if (entries == limits.MaxEntries)
            {
                throw new FetchException(FetchFailure.Unsafe, $"the layer has more than {limits.MaxEntries} entries, which no image of a model has.");
            }

            await ApplyAsync(entry, cancellationToken);
        }

        tree.Replace(_added, _folders, _removed, _emptied);
    }

    private async Task ApplyAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var path = Clean(entry.Name);
        var slash = path.LastIndexOf('/');
        var (parent, name) = (path[..Math.Max(slash, 0)], path[(slash + 1)..]);
        if (name == Opaque)
        {
            _emptied.Add(parent);
        }
        else if (name.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            _removed.Add(parent.Length == 0 ? name[Whiteout.Length..] : $"{parent}/{name[Whiteout.Length..]}");
        }
        else if (!tree.Holds(path))
        {
            writer.Count(entry.Length);
        }
        else if (RelativePath.Problem(path) is { } problem)
        {
            throw new FetchException(FetchFailure.Unsafe,
                $"the layer contains a path that {problem}: \"{path}\". It may be an attack; it is not unpacked.");
        }
        else
        {
            await AddAsync(path, entry, cancellationToken);
        }
    }

    private async Task AddAsync(string path, TarEntry entry, CancellationToken cancellationToken)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                _added.Add(path, await writer.WriteAsync(path, entry.DataStream ?? Stream.Null, null, cancellationToken));
                tracker.Note($"Unpacking {path}: {DiskFailure.Size(writer.Bytes)}");
                break;
            case TarEntryType.SymbolicLink:
                _added.AddLink(path, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                var target = Clean(entry.LinkName);
                _added.Add(path, _added.Find(target) ?? tree.Find(target) ?? throw new FetchException(FetchFailure.Unsafe,
                    $"\"{path}\" in the layer is a second name of \"{target}\", which is no file of /{tree.Folder}."));
                break;
            case TarEntryType.Directory or TarEntryType.DirectoryList:
                _folders.Add(path);
                break;
            default:
                throw new FetchException(FetchFailure.Unsafe,
                    $"the layer contains \"{path}\", a {entry.EntryType}: a model consists of files.");
        }
    }

    private static string Clean(string name)
    {
        var path = name.TrimStart('/');
        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..].TrimStart('/');
        }

        return path is "." ? "" : path.TrimEnd('/');
    }
}
