using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>Model files by the digest of their content: equal files are kept once, and what is there is complete.</summary>
public sealed class ContentStore
{
    private const string Prefix = "sha256:";
    private readonly TimeProvider _time;
    private readonly SealingPass? _sealing;

    internal ContentStore(ArtifactsOptions options, TimeProvider time)
    {
        _time = time;
        try
        {
            Layout = new StoreLayout(options.StoreFolder);
            References = new ReferenceFiles(Layout);
            Contents = new KnownContents(this);
            Holders = new ContentHolders(Layout);
            Keys = StoreKeys.Open(Layout, options.Encryption);
            Seals = options.Encryption is { Seals: true };
            Memory = options.Encryption is null ? null : new ModelMemory(this, options.Encryption, time);
            _sealing = Seals ? new SealingPass(this, options.FreeSpaceReserve, time) : null;
            SweepScratchIfIdle();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of(e, options.StoreFolder);
        }
    }

    public string Folder => Layout.Root;

    /// <summary>Who may be given which content.</summary>
    public ContentHolders Holders { get; }

    /// <summary>Whether content that comes in is encrypted.</summary>
    public bool Seals { get; }

    internal StoreLayout Layout { get; }

    internal ReferenceFiles References { get; }

    internal KnownContents Contents { get; }

    internal StoreKeys? Keys { get; }

    internal ModelMemory? Memory { get; }

    /// <summary>Re-reads every byte of a model and names the files that are not what they should be.</summary>
    /// <param name="digest">As in <see cref="StoredModel.Digest"/>.</param>
    public Task<VerifyReport> VerifyAsync(string digest, CancellationToken cancellationToken = default) =>
        new StoreVerifier(this).VerifyAsync(KeyOf(digest), cancellationToken);

    /// <summary>A file by the digest of its content, as <c>sha256:…</c>; null when it is not here. For small files: all of it is read.</summary>
    /// <exception cref="FetchException">What is there was encrypted elsewhere, or changed.</exception>
    public async Task<byte[]?> TryReadAsync(string digest, CancellationToken cancellationToken)
    {
        try
        {
            await using var stored = Open(KeyOf(digest));
            var content = new MemoryStream();
            await stored.CopyToAsync(content, cancellationToken);
            return content.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Forgets the broken files of a report, so that the next fetch gets them again.</summary>
    public void RemoveBroken(VerifyReport report) => new StoreVerifier(this).RemoveBroken(report);

    /// <summary>Marks a model as used until the owner is gone. Survives restarts.</summary>
    /// <param name="owner">
    /// Any name that stays the same. Those of one kind begin with it and a slash, as <c>organization/acme</c>, so that each kind can be looked after alone.
    /// </param>
    public void AddReference(string digest, string owner) => References.Add(KeyOf(digest), owner);

    public void RemoveReference(string digest, string owner) => References.Remove(KeyOf(digest), owner);

    public void RemoveReferences(string owner) => References.Remove(owner);

    /// <summary>Of these owners none uses a model any more.</summary>
    public void RemoveReferences(Predicate<string> owners) => References.Remove((_, owner) => owners(owner));

    /// <summary>Of these models, these owners use none any more.</summary>
    public void RemoveReferences(Func<string, string, bool> ofDigestAndOwner) => References.Remove((key, owner) => ofDigestAndOwner(Prefix + key, owner));

    /// <summary>Who uses which models, of all whose names are as asked.</summary>
    public IReadOnlyList<(string Digest, string Owner)> FindReferences(Predicate<string> owners) =>
        [.. References.List().Where(r => owners(r.Owner)).Select(r => (Prefix + r.Key, r.Owner))];

    /// <summary>Digests of the models that an owner uses.</summary>
    public IReadOnlyList<string> ModelsOf(string owner) => [.. References.ModelsOf(owner).Select(k => Prefix + k)];

    /// <summary>Whether somebody is marked as using a model.</summary>
    public bool HasReference(string digest, string owner) => References.Has(KeyOf(digest), owner);

    /// <summary>
    /// Encrypts some more of what came in before the store was to be encrypted, and takes away its plain form. What an engine has open stays open.
    /// </summary>
    /// <returns>False when there is nothing left to do.</returns>
    /// <exception cref="FetchException">There is no room for the encrypted form of a file beside its plain one.</exception>
    public async Task<bool> SealNextAsync(CancellationToken cancellationToken) => _sealing is not null && await _sealing.NextAsync(cancellationToken);

    /// <summary>How many files of content there are, and how many of them are encrypted.</summary>
    public (int Files, int Encrypted) CountContent()
    {
        var (plain, all) = (FilesIn(Layout.Blobs), FilesIn(Layout.Sealed));
        return (plain + all, all);

        static int FilesIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count();
    }

    /// <summary>Has the store need the installation's newest key and no other.</summary>
    public void AlignKeys() => Keys?.Align();

    /// <summary>Encrypts what comes from now on with a new key of the store, which the installation's newest key protects.</summary>
    public void RenewKeys() => Keys?.Renew();

    /// <summary>Frees the plain copies, in memory, of encrypted models that none of these owners references.</summary>
    public void FreeMemory(Predicate<string> users) => Memory?.Free(key => !References.OwnersOf(key).Any(o => users(o)));

    /// <summary>Bytes of all models that an owner references; what several of them share counts once.</summary>
    public long UsageOf(string owner) => new StorageUsage(this).Of(owner);

    /// <summary>
    /// Removes models until so many bytes are free again, those used longest ago first; none that somebody references, that was used in the
    /// last minutes, or that is used where it is.
    /// </summary>
    public GarbageReport Evict(long bytes) => Forget(new GarbageCollector(Layout, References, _time).Evict(bytes));

    /// <summary>
    /// Removes every model that nobody references and that is not in <paramref name="keep"/>, and what interrupted downloads left.
    /// </summary>
    /// <param name="keep">Digests as in <see cref="StoredModel.Digest"/>.</param>
    /// <param name="grace">What was used or has arrived within it stays: somebody may be about to reference it, or to fetch the rest.</param>
    public GarbageReport CollectGarbage(IEnumerable<string> keep, TimeSpan grace = default) =>
        Forget(new GarbageCollector(Layout, References, _time).Collect(keep.Select(KeyOf), grace));

    /// <summary>
    /// Ends these references, and removes the models that nobody else references, with what of their content no other has. What was used in the last minutes stays, and so do the
    /// references to it: somebody may be about to use it as well.
    /// </summary>
    /// <returns>The references that are still to be ended, later.</returns>
    public IReadOnlyCollection<(string Digest, string Owner)> Remove(IReadOnlyCollection<(string Digest, string Owner)> ended)
    {
        var (report, young) = new GarbageCollector(Layout, References, _time).Remove([.. ended.Select(e => (KeyOf(e.Digest), e.Owner))]);
        Forget(report);
        return report.Busy ? ended : [.. young.Select(y => (Prefix + y.Key, y.Owner))];
    }

    internal bool HasBlob(string sha256, long? size = null)
    {
        var found = SizeOf(sha256);
        return found is not null && (size is null || found == size);
    }

    /// <summary>How much content there is under a digest; null when there is none.</summary>
    internal long? SizeOf(string sha256) => new FileInfo(Layout.SealedBlob(sha256)) is { Exists: true } found ? SealedFrames.ContentLength(found.Length)
        : new FileInfo(Layout.Blob(sha256)) is { Exists: true } plain ? plain.Length
        : null;

    /// <summary>Whether what is there under a digest is encrypted.</summary>
    internal bool IsSealed(string sha256) => File.Exists(Layout.SealedBlob(sha256));

    /// <summary>The content under a digest, which is not checked against it. Can be read out of order.</summary>
    /// <exception cref="FetchException">What is there was encrypted elsewhere, or changed.</exception>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    internal Stream Open(string sha256, bool isSequential = true)
    {
        try
        {
            return IsSealed(sha256) ? OpenSealed(sha256)
                : isSequential ? SequentialFile.Open(Layout.Blob(sha256))
                : new FileStream(Layout.Blob(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (FileNotFoundException) when (IsSealed(sha256))
        {
            // It was encrypted just now.
            return OpenSealed(sha256);
        }
    }

    /// <summary>A file for content to come: a new one, or one to go on with.</summary>
    internal ContentFile OpenContent(string path) => Seals ? new SealedFile(path, Keys!) : new PlainFile(path);

    internal NewContent NewContent() => new(this);

    /// <summary>Makes content part of the store. The file is closed and gone afterwards.</summary>
    internal void Adopt(ContentFile file, string sha256)
    {
        if (HasBlob(sha256, file.Length) && (file is PlainFile || IsSealed(sha256)))
        {
            file.Dispose();
            File.Delete(file.Path);
            return;
        }

        file.Finish();
        file.Dispose();
        var blob = file is SealedFile ? Layout.SealedBlob(sha256) : Layout.Blob(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        DurableFile.MakeReadOnly(file.Path);
        DurableFile.Publish(file.Path, blob);
    }

    internal void DeleteBlob(string sha256)
    {
        foreach (var blob in new[] { Layout.Blob(sha256), Layout.SealedBlob(sha256) }.Where(File.Exists))
        {
            File.Delete(blob);
        }
    }

    /// <summary>Null when nothing of it is encrypted: engines are then given the files of the store.</summary>
    internal ModelMemory? MemoryFor(ModelManifest manifest) => manifest.InPlace is null && Memory is not null && manifest.Files.Any(f => IsSealed(f.Sha256!)) ? Memory : null;

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

    /// <summary>What was removed is not kept in memory either.</summary>
    private GarbageReport Forget(GarbageReport report)
    {
        Memory?.Free(key => !File.Exists(Layout.Manifest(key)));
        return report;
    }

    private SealedStream OpenSealed(string sha256) => SealedStream.Open(
        Layout.SealedBlob(sha256), Keys ?? throw new FetchException(FetchFailure.StoreUnavailable, $"{Layout.SealedBlob(sha256)} is encrypted, and the store was opened without its keys."));

    /// <summary>Removes what killed processes left, unless somebody is at work.</summary>
    private void SweepScratchIfIdle()
    {
        using var alone = FileLock.TryAcquire(Layout.StoreLock, exclusive: true);
        if (alone is not null)
        {
            GarbageCollector.SweepScratch(Layout);
            Memory?.SweepScratch();
            if (Seals)
            {
                // What arrived in part, in plain, is fetched again.
                foreach (var partial in Directory.EnumerateFiles(Layout.Partials).Where(f => !StoreLayout.IsSealedPartial(f)))
                {
                    File.Delete(partial);
                }
            }
        }
    }

    internal static string KeyOf(string digest) => digest.StartsWith(Prefix, StringComparison.Ordinal) && digest.Length == 71
        ? digest[Prefix.Length..]
        : throw new ArgumentException($"\"{digest}\" is not a model's digest: expected sha256: and 64 hex digits.", nameof(digest));
}
