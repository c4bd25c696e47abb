using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>Model files by the digest of their content: equal files are kept once, and what is there is complete.</summary>
public sealed class ContentStore
{
    private readonly TimeProvider _time;

    internal ContentStore(string folder, TimeProvider time)
    {
        _time = time;
        try
        {
            Layout = new StoreLayout(folder);
            Holders = new ContentHolders(Layout);
            GarbageCollector.SweepScratchIfIdle(Layout);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of(e, folder);
        }
    }

    public string Folder => Layout.Root;

    /// <summary>Who may be given which content.</summary>
    public ContentHolders Holders { get; }

    internal StoreLayout Layout { get; }

    /// <summary>Re-reads every byte of a model and names the files that are not what they should be.</summary>
    /// <param name="digest">As in <see cref="FetchedModel.Digest"/>.</param>
    public Task<VerifyReport> VerifyAsync(string digest, CancellationToken cancellationToken = default) =>
        new StoreVerifier(this).VerifyAsync(KeyOf(digest), cancellationToken);

    /// <summary>Forgets the broken files of a report, so that the next fetch gets them again.</summary>
    public void RemoveBroken(VerifyReport report) => new StoreVerifier(this).RemoveBroken(report);

    /// <summary>Marks a model as used until the owner is gone. Survives restarts.</summary>
    /// <param name="owner">
    /// Any name that stays the same. Those of one kind begin with it and a slash, as <c>organization/acme</c>, so that each kind can be looked after alone.
    /// </param>
    public void AddReference(string digest, string owner)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Layout.References, KeyOf(digest)));
        DurableFile.WriteAllBytes(Path.Combine(folder.FullName, StoreLayout.KeyOf(owner)), System.Text.Encoding.UTF8.GetBytes(owner), Layout.NewScratch());
    }

    public void RemoveReference(string digest, string owner)
    {
        var file = Path.Combine(Layout.References, KeyOf(digest), StoreLayout.KeyOf(owner));
        if (File.Exists(file))
        {
            File.Delete(file);
        }
    }

    public void RemoveReferences(string owner)
    {
        foreach (var model in Directory.EnumerateDirectories(Layout.References))
        {
            File.Delete(Path.Combine(model, StoreLayout.KeyOf(owner)));
        }
    }

    /// <summary>Of these owners none uses a model any more.</summary>
    public void RemoveReferences(Predicate<string> owners) => RemoveReferences((_, owner) => owners(owner));

    /// <summary>Whether somebody is marked as using a model.</summary>
    public bool HasReference(string digest, string owner) => File.Exists(Path.Combine(Layout.References, KeyOf(digest), StoreLayout.KeyOf(owner)));

    /// <summary>Of these models, these owners use none any more.</summary>
    public void RemoveReferences(Func<string, string, bool> ofDigestAndOwner)
    {
        foreach (var reference in Directory.EnumerateFiles(Layout.References, "*", SearchOption.AllDirectories))
        {
            if (ofDigestAndOwner("sha256:" + Path.GetFileName(Path.GetDirectoryName(reference)!), File.ReadAllText(reference)))
            {
                File.Delete(reference);
            }
        }
    }

    /// <summary>Bytes of all models that an owner references; what several of them share counts once.</summary>
    public long UsageOf(string owner) => new StorageUsage(this).Of(owner);

    /// <summary>
    /// Removes models until so many bytes are free again, those used longest ago first; none that somebody references, that was used in the
    /// last minutes, or that is used where it is.
    /// </summary>
    public GarbageReport Evict(long bytes) => new GarbageCollector(Layout, _time).Evict(bytes);

    /// <summary>
    /// Removes every model that nobody references and that is not in <paramref name="keep"/>, and what interrupted downloads left.
    /// </summary>
    /// <param name="keep">Digests as in <see cref="FetchedModel.Digest"/>.</param>
    /// <param name="grace">What was used or has arrived within it stays: somebody may be about to reference it, or to fetch the rest.</param>
    public GarbageReport CollectGarbage(IEnumerable<string> keep, TimeSpan grace = default) =>
        new GarbageCollector(Layout, _time).Collect(keep.Select(KeyOf), grace);

    internal bool HasBlob(string sha256, long? size = null)
    {
        var file = new FileInfo(Layout.Blob(sha256));
        return file.Exists && (size is null || file.Length == size);
    }

    /// <summary>Makes a finished, flushed file part of the store.</summary>
    internal void Adopt(string file, string sha256, long size)
    {
        if (HasBlob(sha256, size))
        {
            File.Delete(file);
            return;
        }

        var blob = Layout.Blob(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        DurableFile.MakeReadOnly(file);
        DurableFile.Publish(file, blob);
    }

    /// <summary>Notes that a model was used now.</summary>
    internal void Touch(string key) => File.SetLastWriteTimeUtc(Layout.Manifest(key), _time.GetUtcNow().UtcDateTime);

    internal ResolutionRecord? FindResolution(string key) => StoreJson.Read<ResolutionRecord>(Layout.Resolution(key));

    /// <summary>Null also when the document is not the one its name says: it then says nothing about the model.</summary>
    internal ModelManifest? FindManifest(string key) =>
        StoreJson.Read<ModelManifest>(Layout.Manifest(key)) is { Files: not null } manifest && manifest.Key == key ? manifest : null;

    internal void Write(ModelManifest manifest) =>
        DurableFile.WriteAllBytes(Layout.Manifest(manifest.Key), manifest.ToBytes(), Layout.NewScratch());

    internal void Write(string key, ResolutionRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, StoreJson.Options);
        DurableFile.WriteAllBytes(Layout.Resolution(key), json, Layout.NewScratch());
    }

    internal static string KeyOf(string digest) => digest.StartsWith("sha256:", StringComparison.Ordinal) && digest.Length == 71
        ? digest[7..]
        : throw new ArgumentException($"\"{digest}\" is not a model's digest: expected sha256: and 64 hex digits.", nameof(digest));
}
