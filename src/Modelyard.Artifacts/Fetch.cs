using System.Collections.Concurrent;

namespace Modelyard.Artifacts;

/// <summary>One fetch, from a URI to a folder, or to the store only: resolve, compare with what is here, download what is missing, record, show.</summary>
internal sealed class Fetch(
    ContentStore store, IModelSource source, RetrySchedule retry, ArtifactsOptions options, TimeProvider time, FetchTracker tracker)
{
    /// <summary>With an earlier copy at hand an unreachable source is not worth a long wait.</summary>
    private const int AttemptsWithCopy = 2;

    private readonly StoreLayout _layout = store.Layout;
    private readonly ModelView _view = new(store);

    /// <param name="toFolder">Whether an engine is to read it: the result is then a <see cref="FetchedModel"/>.</param>
    internal async Task<StoredModel> RunAsync(ModelUri uri, FetchOptions request, bool toFolder, CancellationToken cancellationToken)
    {
        // What is demanded by its digest has one, which a file used in place has not.
        request = request.Digest is null ? request : request with { Copy = true };
        try
        {
            using var open = await FileLock.AcquireAsync(_layout.StoreLock, exclusive: false, time,
                () => tracker.Note("Unused models are being removed; waiting for that."), cancellationToken);
            using var mine = await FileLock.AcquireAsync(_layout.Lock("fetch-" + StoreLayout.KeyOf(Key(uri, request))), exclusive: true, time,
                () => tracker.Note("Another process is fetching this model; waiting for it."), cancellationToken);
            var model = request.Digest is { } digest
                ? await RunPinnedAsync(uri, digest, request, toFolder, cancellationToken)
                : await RunLockedAsync(uri, request, cancellationToken);
            await OwnAsync(model, request.Owner, cancellationToken);
            if (request.Holder is { } holder)
            {
                store.Holders.Add(model.Digest, holder);
            }

            return toFolder ? await ShowAsync(uri, model, request.User, cancellationToken) : model;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.Of(e, store.Folder);
        }
    }

    /// <summary>What is unpacked, and what others fetch for the same owner at the same time, is only known now.</summary>
    private async Task OwnAsync(StoredModel model, StorageOwner? owner, CancellationToken cancellationToken)
    {
        if (owner is null)
        {
            return;
        }

        using var alone = await FileLock.AcquireAsync(_layout.Lock("owner-" + StoreLayout.KeyOf(owner.Name)), exclusive: true, time, null, cancellationToken);
        new StorageUsage(store).Demand(owner, model.Files.Select(f => (f.Sha256, (long?)f.Size)));
        store.AddReference(model.Digest, owner.Name);
    }

    /// <summary>A copy of a file is not the file itself, which others use in place; and what one holder was given from an address is nothing to another.</summary>
    private static string Key(ModelUri uri, FetchOptions request) =>
        $"{(uri is LocalModelUri && request.Copy ? "copy of " : "")}{uri.Text}{(request.Holder is null ? "" : $"\nfor {request.Holder}")}";

    private async Task<FetchedModel> ShowAsync(ModelUri uri, StoredModel model, string? user, CancellationToken cancellationToken)
    {
        if (model.PlainFolder is { } plain)
        {
            return new FetchedModel(model, plain);
        }

        var manifest = store.FindManifest(ContentStore.KeyOf(model.Digest))!;
        var report = await store.Memory!.PrepareAsync(manifest, user, check: false, tracker, cancellationToken);
        return report.IsIntact ? new FetchedModel(model, store.Memory.FolderOf(manifest.Key)) : throw Changed(uri, report);
    }

    /// <summary>Reads all of it. What an engine is to read out of memory is read while it gets there.</summary>
    private Task<VerifyReport> CheckAsync(ModelManifest manifest, string? user, bool toFolder, CancellationToken cancellationToken) => toFolder && store.MemoryFor(manifest) is { } memory
        ? memory.PrepareAsync(manifest, user, check: true, tracker, cancellationToken)
        : store.VerifyAsync("sha256:" + manifest.Key, cancellationToken);

    private async Task<StoredModel> RunPinnedAsync(ModelUri uri, string digest, FetchOptions request, bool toFolder, CancellationToken cancellationToken)
    {
        var isHeld = IsHeld(digest, request);
        if (isHeld && store.FindManifest(ContentStore.KeyOf(digest)) is { InPlace: null } manifest)
        {
            var report = await CheckAsync(manifest, request.User, toFolder, cancellationToken);
            if (report.IsIntact)
            {
                var folder = _view.Build(manifest);
                ReportDone(manifest);
                return Describe(manifest, folder, uri.Display);
            }

            // What is missing can be had again. What is there and wrong somebody has changed, and that must not go unnoticed.
            if (report.Broken.FirstOrDefault(b => !b.IsMissing) is not null)
            {
                throw Changed(uri, report);
            }

            store.RemoveBroken(report);
        }

        StoredModel model;
        try
        {
            model = await RunLockedAsync(uri, request, cancellationToken);
        }
        catch (FetchException e) when (!isHeld)
        {
            throw new FetchException(
                e.Reason, $"{e.Message} Its digest alone gives nobody the content: have its source answer, or import an archive of it into this project.", e, e.RetryAfter) { MissingBytes = e.MissingBytes };
        }

        return model.Digest == digest
            ? model
            : throw new FetchException(FetchFailure.Corrupt,
                $"{uri.Display} gives the content {model.Digest}, and only {digest} may be used: the source has changed. Have the new content approved as a version of its own.");
    }

    private bool IsHeld(string digest, FetchOptions request) => request.Holder is null || store.Holders.Has(digest, request.Holder);

    private static FetchException Changed(ModelUri uri, VerifyReport report) => new(
        FetchFailure.Corrupt,
        $"{uri.Display} is not in the model store as it was approved: {string.Join("; ", report.Broken.Select(b => $"the file {b.Path} {b.Problem}"))}. "
            + "It is not used. Find out who changed the store; once the file is deleted from it, it is fetched again.");

    private async Task<StoredModel> RunLockedAsync(ModelUri uri, FetchOptions request, CancellationToken cancellationToken)
    {
        var key = Key(uri, request);
        var (record, copy) = Find(key, request);
        if (copy is not null && (request.PreferCached || record!.Immutable))
        {
            return Unchanged(record!, copy);
        }

        Resolution resolution;
        try
        {
            var attempts = copy is null ? retry.MaxAttempts : AttemptsWithCopy;
            resolution = await retry.RunAsync(ct => source.ResolveAsync(uri, request, ct), attempts, tracker.Note, cancellationToken);
        }
        catch (FetchException e) when (e.IsTransient && copy is not null)
        {
            return Unchanged(record!, copy) with { StaleReason = $"{e.Message} Using the copy fetched at {record!.ResolvedAt:u}." };
        }

        if (copy is not null && resolution.Version is not null && resolution.Version == record!.Version)
        {
            return Unchanged(record, copy);
        }

        return resolution switch
        {
            InPlaceResolution local => InPlace(local),
            FilesResolution files => Keep(key, uri, files, files.Immutable, await DownloadAsync(files.Files, request, cancellationToken)),
            ImageResolution image => Keep(key, uri, image, image.Immutable, await UnpackAsync(image, request, cancellationToken)),
            _ => throw new InvalidOperationException($"{source.GetType().Name} resolved to an unknown {resolution.GetType().Name}."),
        };
    }

    private async Task<IReadOnlyCollection<ModelFile>> DownloadAsync(
        IReadOnlyList<SourceFile> files, FetchOptions request, CancellationToken cancellationToken)
    {
        Refuse(files.Where(f => f.Unpack is null).Select(f => f.Path).ToList());
        var downloads = Begin(files, request);
        var archives = new ArchiveFetch(store, downloads, options, tracker);
        var done = new ConcurrentBag<ModelFile>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.ParallelFiles, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(files, parallel, async (file, ct) =>
        {
            foreach (var part in file.Unpack is null ? [await downloads.RunAsync(file, tracker, ct)] : await archives.RunAsync(file, ct))
            {
                done.Add(part);
            }
        });
        Refuse(done.Select(f => f.Path).ToList());
        return done;
    }

    private Task<IReadOnlyCollection<ModelFile>> UnpackAsync(ImageResolution image, FetchOptions request, CancellationToken cancellationToken) =>
        new ImageFetch(store, Begin(image.Layers, request), options, tracker).RunAsync(image, cancellationToken);

    private FileDownload Begin(IReadOnlyList<SourceFile> files, FetchOptions request)
    {
        if (request.Owner is { } owner)
        {
            // Of an archive the size is only a hint of what comes out of it, and of an image most may be of no interest.
            var known = files.Where(f => f.Unpack is null).Select(f => (f.Digest is { Kind: DigestKind.Sha256, Hex: var sha256 } ? sha256 : null, f.Size));
            new StorageUsage(store).Demand(owner, known);
        }

        tracker.Start(files.Count, files.All(f => f.Size is not null) ? files.Sum(f => f.Size) : null);
        var downloads = new FileDownload(store, retry, options, request.Holder, time);
        FreeSpace.Demand(store.Folder, files.Sum(f => downloads.Missing(f) ?? 0), options.FreeSpaceReserve);
        return downloads;
    }

    private static void Refuse(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (RelativePath.Problem(path) is { } problem)
            {
                throw new FetchException(FetchFailure.Unsafe,
                    $"the source lists a file whose path {problem}: \"{path}\". Such a model is not fetched.");
            }
        }

        if (RelativePath.Conflict(paths) is { } twice)
        {
            throw new FetchException(FetchFailure.Corrupt, $"the source lists \"{twice}\" twice, or both as a file and as a folder.");
        }
    }

    private StoredModel Keep(string key, ModelUri uri, Resolution resolution, bool immutable, IEnumerable<ModelFile> files)
    {
        var manifest = ModelManifest.Of(files);
        store.Write(manifest);
        var folder = _view.Build(manifest);
        var resolved = resolution.ResolvedUri;
        store.Write(key, new ResolutionRecord(uri.Display, resolved, resolution.Version, immutable, manifest.Key, time.GetUtcNow()));
        return Describe(manifest, folder, resolved);
    }

    private StoredModel InPlace(InPlaceResolution local)
    {
        var manifest = ModelManifest.Of(local.Files, local.Folder);
        store.Write(manifest);
        // A single file gets a folder of its own: its neighbours are not part of the model.
        var folder = local.IsFolder ? local.Folder : _view.Build(manifest);
        ReportDone(manifest);
        return Describe(manifest, folder, local.ResolvedUri) with { Place = local.Folder };
    }

    private StoredModel Unchanged(ResolutionRecord record, ModelManifest manifest)
    {
        ReportDone(manifest);
        return Describe(manifest, _view.Build(manifest), record.ResolvedUri);
    }

    /// <summary>What a holder of that name had from there is no copy once the name has been given to another.</summary>
    private (ResolutionRecord? Record, ModelManifest? Copy) Find(string key, FetchOptions request)
    {
        var record = store.FindResolution(key);
        var manifest = record is null ? null : store.FindManifest(record.Manifest);
        return (record, manifest is not null && IsHeld("sha256:" + manifest.Key, request) && _view.IsComplete(manifest) ? manifest : null);
    }

    private void ReportDone(ModelManifest manifest)
    {
        var size = manifest.Files.Sum(f => f.Size);
        tracker.AddBytes(size);
        tracker.Start(manifest.Files.Count, size);
        foreach (var _ in manifest.Files)
        {
            tracker.FileDone();
        }
    }

    private StoredModel Describe(ModelManifest manifest, string? plainFolder, string resolvedUri)
    {
        store.Touch(manifest.Key);
        return new StoredModel(store)
        {
            PlainFolder = plainFolder,
            Files = manifest.Files,
            Digest = "sha256:" + manifest.Key,
            ResolvedUri = resolvedUri,
        };
    }
}
