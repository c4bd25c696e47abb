namespace Modelyard.Artifacts;

/// <summary>What an image has in one folder, layer upon layer. Paths are those of the image, without the slash at their beginning.</summary>
/// <param name="folder">Of the image's file system.</param>
internal sealed class ImageTree(string folder)
{
    private const int LongestLinkChain = 16;
    private readonly Dictionary<string, ModelFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    internal string Folder { get; } = folder;

    internal bool Holds(string path) => path.StartsWith(Folder + "/", StringComparison.Ordinal);

    internal ModelFile? Find(string path) => _files.GetValueOrDefault(path);

    internal void Add(string path, ModelFile file)
    {
        _links.Remove(path);
        _files[path] = file;
    }

    internal void AddLink(string path, string target)
    {
        _files.Remove(path);
        _links[path] = target;
    }

    /// <summary>Puts a layer over this one.</summary>
    /// <param name="layer">Its files and links.</param>
    /// <param name="folders">Its folders: a file of that name below makes room.</param>
    /// <param name="removed">Paths it takes away, with all that is in them.</param>
    /// <param name="emptied">Folders of which it takes away what was in them.</param>
    internal void Replace(ImageTree layer, IReadOnlySet<string> folders, IReadOnlySet<string> removed, IReadOnlySet<string> emptied)
    {
        var entries = layer._files.Keys.Concat(layer._links.Keys).ToHashSet(StringComparer.Ordinal);
        var occupied = entries.SelectMany(Parents).Concat(folders).ToHashSet(StringComparer.Ordinal);
        foreach (var path in _files.Keys.Concat(_links.Keys).ToList())
        {
            if (entries.Contains(path) || occupied.Contains(path) || removed.Contains(path) || emptied.Contains("")
                || Parents(path).Any(p => removed.Contains(p) || emptied.Contains(p) || entries.Contains(p)))
            {
                _files.Remove(path);
                _links.Remove(path);
            }
        }

        foreach (var (path, file) in layer._files)
        {
            _files.Add(path, file);
        }

        foreach (var (path, target) in layer._links)
        {
            _links.Add(path, target);
        }
    }

    /// <summary>With paths that start in the folder; a link is one more name of the file it leads to.</summary>
    internal IReadOnlyCollection<ModelFile> Files()
    {
        var files = _files.Select(f => f.Value with { Path = Inside(f.Key) }).ToList();
        files.AddRange(_links.Keys.Select(link => Follow(link) with { Path = Inside(link) }));
        return files.Count > 0 ? files : throw new FetchException(FetchFailure.NotFound,
            $"the image has no files in /{Folder}, where a modelcar image has its model.");
    }

    private string Inside(string path) => path[(Folder.Length + 1)..];

    private ModelFile Follow(string link)
    {
        var current = link;
        for (var hops = 0; hops < LongestLinkChain && _links.TryGetValue(current, out var target); hops++)
        {
            current = Resolve(current, target);
            if (!Holds(current))
            {
                throw new FetchException(FetchFailure.Unsafe,
                    $"\"{link}\" in the image links to {target}, outside /{Folder}. It may be an attack; the image is not used.");
            }
        }

        return _files.GetValueOrDefault(current) ?? throw new FetchException(FetchFailure.Unsupported,
            $"\"{link}\" in the image links to \"{current}\", which is not a file in it. Build it with the file itself.");
    }

    private static string Resolve(string link, string target)
    {
        var segments = new List<string>(target.StartsWith('/') ? [] : link.Split('/')[..^1]);
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
        }

        return string.Join('/', segments);
    }

    private static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }
}
