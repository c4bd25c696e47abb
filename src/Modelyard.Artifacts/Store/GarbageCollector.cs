namespace Modelyard.Artifacts;

/// <summary>Mark and sweep over manifests and blobs, with no fetch under way in any process.</summary>
internal sealed class GarbageCollector(StoreLayout layout, ReferenceFiles references, TimeProvider time)
{
    private static readonly TimeSpan UntouchableAge = TimeSpan.FromMinutes(2);

    /// <summary>An interrupted download is worth resuming for this long.</summary>
    private static readonly TimeSpan PartialLifetime = TimeSpan.FromDays(7);

    internal GarbageReport Collect(IEnumerable<string> keep, TimeSpan grace)
    {
        using var alone = FileLock.TryAcquire(layout.StoreLock, exclusive: true);
        if (alone is null)
        {
            return new(Busy: true, 0, 0, 0);
        }

        // Without grace nothing is young, whatever the clock of the disk says.
        var oldest = grace > TimeSpan.Zero ? time.GetUtcNow().UtcDateTime - grace : DateTime.MaxValue;
        var used = new DirectoryInfo(layout.Manifests).GetFiles().Where(m => m.LastWriteTimeUtc > oldest).Select(m => Path.GetFileNameWithoutExtension(m.Name));
        var kept = keep.Concat(references.Models()).Concat(used).ToHashSet(StringComparer.Ordinal);
        return Sweep(kept, BlobsOf(kept), oldest);
    }

    internal GarbageReport Evict(long bytes)
    {
        using var alone = FileLock.TryAcquire(layout.StoreLock, exclusive: true);
        if (alone is null)
        {
            return new(Busy: true, 0, 0, 0);
        }

        // Who fetched a model a moment ago may not have come to referencing it.
        var newest = time.GetUtcNow() - UntouchableAge;
        var manifests = new DirectoryInfo(layout.Manifests).GetFiles();
        var kept = manifests.Select(m => Path.GetFileNameWithoutExtension(m.Name)).ToDictionary(k => k, k => StoreJson.Read<ModelManifest>(layout.Manifest(k)), StringComparer.Ordinal);
        var users = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var blob in kept.Values.SelectMany(BlobsOf))
        {
            users[blob] = users.GetValueOrDefault(blob) + 1;
        }

        var referenced = references.Models().ToHashSet(StringComparer.Ordinal);
        var free = 0L;
        foreach (var key in manifests.Where(m => m.LastWriteTimeUtc <= newest).OrderBy(m => m.LastWriteTimeUtc).Select(m => Path.GetFileNameWithoutExtension(m.Name)))
        {
            if (free >= bytes)
            {
                break;
            }

            if (!referenced.Contains(key) && kept[key] is { InPlace: null } manifest)
            {
                kept.Remove(key);
                free += manifest.Files.DistinctBy(f => f.Sha256).Where(f => --users[f.Sha256!] == 0).Sum(f => f.Size);
            }
        }

        return Sweep([.. kept.Keys], kept.Values.SelectMany(BlobsOf).ToHashSet(StringComparer.Ordinal), DateTime.MaxValue);
    }

    /// <param name="ended">Models, and who uses them no more. These references go with the model: who is stopped in between begins again.</param>
    /// <returns>The report, and the references that stay for now because their models were used a moment ago.</returns>
    internal (GarbageReport Report, IReadOnlyList<(string Key, string Owner)> Young) Remove(IReadOnlyCollection<(string Key, string Owner)> ended)
    {
        using var alone = FileLock.TryAcquire(layout.StoreLock, exclusive: true);
        if (alone is null)
        {
            return (new(Busy: true, 0, 0, 0), []);
        }

        var newest = time.GetUtcNow() - UntouchableAge;
        var owners = ended.ToLookup(e => e.Key, e => e.Owner, StringComparer.Ordinal);
        var used = ended.ToLookup(e => references.OwnersOf(e.Key).Except(owners[e.Key]).Any());
        var unused = used[false].ToLookup(e => new FileInfo(layout.Manifest(e.Key)) is { Exists: true } manifest && manifest.LastWriteTimeUtc > newest);
        var report = Remove(unused[false].Select(e => e.Key).ToHashSet(StringComparer.Ordinal));
        foreach (var (key, owner) in used[true].Concat(unused[false]))
        {
            references.Remove(key, owner);
        }

        return (report, [.. unused[true]]);
    }

    private GarbageReport Remove(HashSet<string> gone)
    {
        var candidates = BlobsOf(gone);
        if (candidates.Count == 0)
        {
            return new(Busy: false, 0, 0, 0);
        }

        var kept = new DirectoryInfo(layout.Manifests).GetFiles().Select(m => Path.GetFileNameWithoutExtension(m.Name)).Where(k => !gone.Contains(k)).ToHashSet(StringComparer.Ordinal);
        var models = SweepModels(kept);
        candidates.ExceptWith(BlobsOf(kept));
        var (blobs, bytes) = (0, 0L);
        foreach (var file in candidates.Where(c => c.Length > 0).SelectMany(c => new[] { layout.Blob(c), layout.SealedBlob(c) }).Select(f => new FileInfo(f)).Where(f => f.Exists))
        {
            (blobs, bytes) = (blobs + 1, bytes + file.Length);
            file.Delete();
        }

        new ContentHolders(layout).Sweep();
        return new(Busy: false, models, blobs, bytes);
    }

    /// <param name="kept">Models that stay.</param>
    /// <param name="live">Their content.</param>
    /// <param name="oldest">Content that arrived after this stays as well.</param>
    private GarbageReport Sweep(HashSet<string> kept, HashSet<string> live, DateTime oldest)
    {
        var models = SweepModels(kept);
        var (blobs, bytes) = SweepBlobs(live, oldest);
        new ContentHolders(layout).Sweep();
        bytes += SweepPartials();
        SweepScratch(layout);
        foreach (var file in Directory.EnumerateFiles(layout.Locks))
        {
            File.Delete(file);
        }

        return new(Busy: false, models, blobs, bytes);
    }

    /// <summary>Only under the exclusive lock: whatever is in there then belongs to nobody.</summary>
    internal static void SweepScratch(StoreLayout layout)
    {
        foreach (var folder in Directory.EnumerateDirectories(layout.Scratch))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(layout.Scratch))
        {
            File.Delete(file);
        }
    }

    private int SweepModels(HashSet<string> kept)
    {
        var removed = 0;
        foreach (var manifest in Directory.EnumerateFiles(layout.Manifests).Where(m => !kept.Contains(Path.GetFileNameWithoutExtension(m))))
        {
            // The view first: a manifest without a view is rebuilt, a view without a manifest would never be found.
            var view = layout.Model(Path.GetFileNameWithoutExtension(manifest));
            if (Directory.Exists(view))
            {
                var scratch = layout.NewScratch();
                Directory.Move(view, scratch);
                Directory.Delete(scratch, recursive: true);
            }

            File.Delete(manifest);
            removed++;
        }

        foreach (var file in Directory.EnumerateFiles(layout.Resolutions))
        {
            if (StoreJson.Read<ResolutionRecord>(file) is not { } record || !kept.Contains(record.Manifest))
            {
                File.Delete(file);
            }
        }

        return removed;
    }

    private HashSet<string> BlobsOf(IEnumerable<string> models) =>
        models.SelectMany(key => BlobsOf(StoreJson.Read<ModelManifest>(layout.Manifest(key)))).ToHashSet(StringComparer.Ordinal);

    /// <summary>Each once.</summary>
    private static IEnumerable<string> BlobsOf(ModelManifest? manifest) => (manifest?.Files ?? []).Select(file => file.Sha256 ?? "").Distinct(StringComparer.Ordinal);

    private (int Blobs, long Bytes) SweepBlobs(HashSet<string> live, DateTime oldest)
    {
        var (blobs, bytes) = (0, 0L);
        var all = new[] { layout.Blobs, layout.Sealed }.SelectMany(f => new DirectoryInfo(f).EnumerateFiles("*", SearchOption.AllDirectories));
        foreach (var file in all.Where(f => !live.Contains(f.Name) && f.LastWriteTimeUtc <= oldest))
        {
            (blobs, bytes) = (blobs + 1, bytes + file.Length);
            file.Delete();
        }

        return (blobs, bytes);
    }

    private long SweepPartials()
    {
        var bytes = 0L;
        var oldest = time.GetUtcNow() - PartialLifetime;
        foreach (var file in new DirectoryInfo(layout.Partials).EnumerateFiles().Where(f => f.LastWriteTimeUtc < oldest))
        {
            bytes += file.Length;
            file.Delete();
        }

        return bytes;
    }
}
