namespace Modelyard.Artifacts;

/// <summary>
/// Turns an archive into blobs and a list of files. Nothing is ever written under a name taken from the archive: content goes to
/// scratch files, and names only become paths, after being checked, when the model's folder is built.
/// </summary>
internal sealed class ArchiveUnpacker(ContentStore store, ExtractionLimits limits, long archiveSize, FetchTracker tracker)
{
    private const int LongestLinkChain = 16;
    private readonly Dictionary<string, ModelFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly EntryWriter _writer = new(store, limits.AllowedFor(archiveSize));
    private int _entries;

    internal async Task<IReadOnlyCollection<ModelFile>> RunAsync(
        IAsyncEnumerable<ArchiveEntry> entries, CancellationToken cancellationToken)
    {
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            Check(entry);
            if (entry.LinkTarget is { } target)
            {
                _links.Add(entry.Path, Inside(entry.Path, target));
            }
            else
            {
                _files.Add(entry.Path, await StoreAsync(entry, cancellationToken));
            }
        }

        foreach (var link in _links.Keys)
        {
            _files.Add(link, Follow(link) with { Path = link });
        }

        if (RelativePath.Conflict(_files.Keys) is { } path)
        {
            throw new FetchException(FetchFailure.Corrupt, $"the archive contains \"{path}\" both as a file and as a folder.");
        }

        return _files.Count > 0 ? _files.Values : throw new FetchException(FetchFailure.NotFound, "the archive contains no files.");
    }

    private void Check(ArchiveEntry entry)
    {
        if (++_entries > limits.MaxEntries)
        {
            throw new FetchException(FetchFailure.Unsafe, $"the archive has more than {limits.MaxEntries} entries, which no model has.");
        }

        if (RelativePath.Problem(entry.Path) is { } problem)
        {
            throw new FetchException(FetchFailure.Unsafe,
                $"the archive contains a path that {problem}: \"{entry.Path}\". It may be an attack; it is not unpacked.");
        }

        if (_files.ContainsKey(entry.Path) || _links.ContainsKey(entry.Path))
        {
            throw new FetchException(FetchFailure.Unsafe,
                $"the archive contains \"{entry.Path}\" twice, so that what it holds depends on who unpacks it.");
        }
    }

    private async Task<ModelFile> StoreAsync(ArchiveEntry entry, CancellationToken cancellationToken)
    {
        var file = await _writer.WriteAsync(entry.Path, entry.Content!, entry.Crc32, cancellationToken);
        tracker.Note($"Unpacking: {_files.Count + 1} files, {DiskFailure.Size(_writer.Bytes)}");
        return file;
    }

    private static string Inside(string link, string target)
    {
        var segments = new List<string>();
        foreach (var segment in target.Split('/').Where(s => s is not ("" or ".")))
        {
            if (segment != "..")
            {
                segments.Add(segment);
            }
            else if (segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                throw Outside();
            }
        }

        return target.StartsWith('/') ? throw Outside() : string.Join('/', segments);

        FetchException Outside() => new(FetchFailure.Unsafe,
            $"\"{link}\" in the archive links to {target}, outside the archive. It may be an attack; it is not unpacked.");
    }

    /// <summary>A link becomes one more name of the file it leads to; no link is ever created.</summary>
    private ModelFile Follow(string link)
    {
        var current = link;
        for (var hops = 0; hops < LongestLinkChain && _links.TryGetValue(current, out var next); hops++)
        {
            current = next;
        }

        return _files.GetValueOrDefault(current)
            ?? throw new FetchException(FetchFailure.Unsupported,
                $"\"{link}\" in the archive links to \"{current}\", which is not a file in it. Repack it with the file itself.");
    }
}
