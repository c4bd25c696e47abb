namespace Modelyard.Artifacts;

/// <summary>
/// Which content models have. A manifest is named by its digest and never changes, so what was read of one is kept in memory, as far as there is room.
/// </summary>
/// <param name="store">Where the manifests are.</param>
/// <param name="limit">How many files of models are kept in memory, at some 200 bytes each.</param>
internal sealed class KnownContents(ContentStore store, int limit = 250_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IReadOnlyList<(string Sha256, long Size)>> _known = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    /// <summary>How many files are kept in memory.</summary>
    internal int Count { get; private set; }

    /// <summary>Of a model that is not in the store any more there is none.</summary>
    internal IReadOnlyList<(string Sha256, long Size)> Of(string key)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(key, out var known))
            {
                return File.Exists(store.Layout.Manifest(key)) ? known : [];
            }
        }

        if (store.FindManifest(key) is not { } manifest)
        {
            return [];
        }

        var read = manifest.Files.Where(f => f.Sha256 is not null).Select(f => (f.Sha256!, f.Size)).ToArray();
        Keep(key, read);
        return read;
    }

    private void Keep(string key, IReadOnlyList<(string Sha256, long Size)> read)
    {
        lock (_gate)
        {
            if (read.Count > limit || !_known.TryAdd(key, read))
            {
                return;
            }

            _keys.Add(key);
            Count += read.Count;
            while (Count > limit)
            {
                // All are asked for in turn: the one used longest ago would always be the one that is wanted next.
                var index = Random.Shared.Next(_keys.Count);
                _known.Remove(_keys[index], out var dropped);
                Count -= dropped!.Count;
                _keys[index] = _keys[^1];
                _keys.RemoveAt(_keys.Count - 1);
            }
        }
    }
}
