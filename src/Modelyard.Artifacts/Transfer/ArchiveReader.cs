using System.Formats.Tar;

namespace Modelyard.Artifacts;

/// <summary>Takes an archive apart: nothing before its index is known, nothing the index does not name, and no model before all of it is there.</summary>
internal sealed class ArchiveReader(ContentStore store, Stream from, StorageOwner? owner, IProgress<FetchProgress>? progress, TimeProvider time)
{
    private const long LargestIndex = 256 << 20;
    private const long LargestSignature = 1 << 20;
    private const long LargestDocument = 64 << 20;
    private const long LargestDocuments = 512 << 20;
    private readonly Dictionary<string, byte[]> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _manifests = new(StringComparer.Ordinal);
    private readonly FetchTracker _tracker = new(time);
    private long _new;

    internal async Task<ImportedArchive> RunAsync(
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?, CancellationToken, Task> verify, CancellationToken cancellationToken)
    {
        await using var tar = new TarReader(from, leaveOpen: true);
        var entry = await NextAsync(tar, cancellationToken);
        if (entry?.Name != ArchiveIndex.FileName)
        {
            throw ArchiveIndex.Bad("it does not begin with an index");
        }

        var index = await ReadAsync(entry, LargestIndex, cancellationToken);
        entry = await NextAsync(tar, cancellationToken);
        ReadOnlyMemory<byte>? signature = null;
        if (entry?.Name == ArchiveIndex.SignatureName)
        {
            signature = await ReadAsync(entry, LargestSignature, cancellationToken);
            entry = await NextAsync(tar, cancellationToken);
        }

        await verify(index, signature, cancellationToken);
        var parsed = ArchiveIndex.Read(index);
        await StoreAsync(tar, entry, parsed, cancellationToken);
        Publish(parsed);
        var documents = _documents.Select(d => new ArchiveDocument(d.Key[ArchiveIndex.Documents.Length..], d.Value)).ToList();
        return new ImportedArchive(parsed.CreatedAt, parsed.Models, documents, _new);
    }

    private async Task StoreAsync(TarReader tar, TarEntry? entry, ArchiveIndex index, CancellationToken cancellationToken)
    {
        var expected = index.Entries.ToDictionary(e => e.Path, StringComparer.Ordinal);
        if (index.Entries.Where(e => e.Path.StartsWith(ArchiveIndex.Documents, StringComparison.Ordinal)).Sum(e => e.Size) > LargestDocuments)
        {
            throw ArchiveIndex.Bad($"its documents have more than {DiskFailure.Size(LargestDocuments)}");
        }

        if (owner is not null)
        {
            new StorageUsage(store).Demand(owner, index.Entries.Where(IsBlob).Select(e => ((string?)e.Sha256, (long?)e.Size)));
        }

        var missing = expected.Values.Where(e => IsBlob(e) && !store.HasBlob(e.Sha256, e.Size)).Sum(e => e.Size);
        FreeSpace.Demand(store.Folder, missing, 0);
        _tracker.Listen(progress);
        _tracker.Start(expected.Count, expected.Values.Sum(e => e.Size));
        for (; entry is not null; entry = await NextAsync(tar, cancellationToken))
        {
            if (!expected.Remove(entry.Name, out var named))
            {
                throw ArchiveIndex.Bad($"it has \"{entry.Name}\" in it, which its index does not name, or twice");
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.Length != named.Size)
            {
                throw ArchiveIndex.Bad($"\"{entry.Name}\" is a {entry.EntryType} of {entry.Length} bytes, where its index names a file of {named.Size}");
            }

            await StoreAsync(entry, named, cancellationToken);
            _tracker.AddBytes(named.Size);
            _tracker.FileDone();
        }

        if (expected.Count > 0)
        {
            throw ArchiveIndex.Bad($"it ends before {expected.Count} of the things its index names, \"{expected.Keys.Order(StringComparer.Ordinal).First()}\" among them. Copy it again");
        }
    }

    private async Task StoreAsync(TarEntry entry, ArchiveIndexEntry named, CancellationToken cancellationToken)
    {
        if (!IsBlob(named))
        {
            var content = await ReadAsync(entry, LargestDocument, cancellationToken);
            Demand(named, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
            (named.Path.StartsWith(ArchiveIndex.Documents, StringComparison.Ordinal) ? _documents : _manifests).Add(named.Path, content);
            return;
        }

        await using var hashing = new HashingStream(entry.DataStream ?? Stream.Null);
        if (store.HasBlob(named.Sha256, named.Size))
        {
            await hashing.CopyToAsync(Stream.Null, 1 << 20, cancellationToken);
            Demand(named, hashing.Finish());
            return;
        }

        using var blob = store.NewContent();
        await blob.FillAsync(hashing, cancellationToken);
        Demand(named, hashing.Finish());
        blob.Complete(named.Sha256);
        _new += named.Size;
    }

    private void Publish(ArchiveIndex index)
    {
        // What is in the store already does not stand in for what the archive lacks: it may be somebody else's.
        var brought = index.Entries.Where(IsBlob).Select(e => e.Sha256).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, content) in _manifests)
        {
            var key = path[ArchiveIndex.Manifests.Length..^".json".Length];
            var manifest = Parse(content);
            if (manifest is null or { InPlace: not null } || manifest.Key != key || manifest.Files.Count == 0)
            {
                throw ArchiveIndex.Bad($"\"{path}\" is not the manifest of a model");
            }

            if (manifest.Files.FirstOrDefault(f => RelativePath.Problem(f.Path) is not null || f.Sha256 is null || !brought.Contains(f.Sha256) || !store.HasBlob(f.Sha256, f.Size)) is { } absent
                || RelativePath.Conflict(manifest.Files.Select(f => f.Path)) is not null)
            {
                throw ArchiveIndex.Bad($"the model sha256:{key} is not complete in it, or has files that cannot be");
            }

            store.Write(manifest);
            new ModelView(store).Build(manifest);
            store.Touch(key);
        }
    }

    private static ModelManifest? Parse(byte[] content)
    {
        try
        {
            return ModelManifest.FromBytes(content);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static bool IsBlob(ArchiveIndexEntry entry) => entry.Path.StartsWith(ArchiveIndex.Blobs, StringComparison.Ordinal);

    private static void Demand(ArchiveIndexEntry named, string actual)
    {
        if (actual != named.Sha256)
        {
            throw ArchiveIndex.Bad($"\"{named.Path}\" hashes to sha256:{actual} instead of sha256:{named.Sha256}, so it was changed or damaged on the way");
        }
    }

    private static async Task<byte[]> ReadAsync(TarEntry entry, long limit, CancellationToken cancellationToken)
    {
        if (entry.Length > limit)
        {
            throw ArchiveIndex.Bad($"\"{entry.Name}\" has {DiskFailure.Size(entry.Length)}, more than the {DiskFailure.Size(limit)} it may have");
        }

        var content = new byte[entry.Length];
        await (entry.DataStream ?? Stream.Null).ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static async Task<TarEntry?> NextAsync(TarReader tar, CancellationToken cancellationToken) =>
        await tar.GetNextEntryAsync(copyData: false, cancellationToken);
}
