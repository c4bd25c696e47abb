using System.Formats.Tar;
using System.Security.Cryptography;

namespace Modelyard.Artifacts;

/// <summary>The index first, then its signature, then everything the index names, in its order.</summary>
internal sealed class ArchiveWriter(ContentStore store, Stream to, DateTimeOffset now, IProgress<FetchProgress>? progress, TimeProvider time)
{
    private readonly List<ArchiveIndexEntry> _entries = [];
    private readonly Dictionary<string, Func<Stream>> _contents = new(StringComparer.Ordinal);

    internal async Task RunAsync(
        IReadOnlyCollection<string> models,
        IReadOnlyCollection<ArchiveDocument> documents,
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>>? sign,
        CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            AddDocument(document);
        }

        var digests = models.Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var digest in digests)
        {
            AddModel(ContentStore.KeyOf(digest));
        }

        var index = new ArchiveIndex(ArchiveIndex.Version, now, digests, _entries).ToBytes();
        var signature = sign is null ? null : await sign(index, cancellationToken);
        await using var tar = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
        await WriteAsync(tar, ArchiveIndex.FileName, new MemoryStream(index), cancellationToken);
        if (signature is not null)
        {
            await WriteAsync(tar, ArchiveIndex.SignatureName, new MemoryStream(signature), cancellationToken);
        }

        var tracker = new FetchTracker(time);
        tracker.Listen(progress);
        tracker.Start(_entries.Count, _entries.Sum(e => e.Size));
        foreach (var entry in _entries)
        {
            await WriteCheckedAsync(tar, entry, cancellationToken);
            tracker.AddBytes(entry.Size);
            tracker.FileDone();
        }
    }

    private void AddDocument(ArchiveDocument document)
    {
        if (RelativePath.Problem(document.Name) is { } problem)
        {
            throw new ArgumentException($"\"{document.Name}\" cannot be the name of a document: it {problem}.", nameof(document));
        }

        Add(ArchiveIndex.Documents + document.Name, document.Content);
    }

    private void AddModel(string key)
    {
        var manifest = store.FindManifest(key) ?? throw new FetchException(FetchFailure.NotFound, $"the store {store.Folder} has no model sha256:{key}.");
        if (manifest.InPlace is { } folder)
        {
            throw new FetchException(FetchFailure.Unsupported,
                $"the model sha256:{key} is used where it is ({folder}) and not kept in the store, so it cannot be exported. Bring it into the library first.");
        }

        Add($"{ArchiveIndex.Manifests}{key}.json", manifest.ToBytes());
        foreach (var file in manifest.Files)
        {
            var path = ArchiveIndex.Blobs + file.Sha256;
            if (_contents.TryAdd(path, () => store.Open(file.Sha256!)))
            {
                _entries.Add(new(path, file.Size, file.Sha256!));
            }
        }
    }

    private void Add(string path, byte[] content)
    {
        if (!_contents.TryAdd(path, () => new MemoryStream(content, writable: false)))
        {
            throw new ArgumentException($"\"{path}\" is given twice.", nameof(path));
        }

        _entries.Add(new(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
    }

    private async Task WriteCheckedAsync(TarWriter tar, ArchiveIndexEntry entry, CancellationToken cancellationToken)
    {
        Stream content;
        try
        {
            content = _contents[entry.Path]();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FetchException(FetchFailure.Corrupt, $"{entry.Path} is missing in the store {store.Folder}. Fetch the model again.", e);
        }

        await using var hashing = new HashingStream(content);
        if (content.Length != entry.Size)
        {
            throw Changed(entry, $"has {content.Length} bytes instead of {entry.Size}");
        }

        await WriteAsync(tar, entry.Path, hashing, cancellationToken);
        if (hashing.Finish() is var actual && actual != entry.Sha256)
        {
            throw Changed(entry, $"hashes to sha256:{actual} instead of sha256:{entry.Sha256}");
        }
    }

    private FetchException Changed(ArchiveIndexEntry entry, string problem) =>
        new(FetchFailure.Corrupt, $"{entry.Path} in the store {store.Folder} {problem}: the archive is not complete. Fetch the model again, then export it.");

    private Task WriteAsync(TarWriter tar, string path, Stream content, CancellationToken cancellationToken) =>
        tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = content, ModificationTime = now }, cancellationToken);
}
