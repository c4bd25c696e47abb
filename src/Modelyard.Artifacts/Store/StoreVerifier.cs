using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Modelyard.Artifacts;

internal sealed class StoreVerifier(ContentStore store)
{
    private const int MaxParallel = 4;
    private readonly StoreLayout _layout = store.Layout;

    internal async Task<VerifyReport> VerifyAsync(string key, CancellationToken cancellationToken)
    {
        var manifest = Manifest(key);
        var broken = new ConcurrentBag<BrokenFile>(Strangers(manifest));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MaxParallel), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(manifest.Files, parallel, async (file, ct) =>
        {
            if (await ProblemAsync(manifest, file, ct) is { } problem)
            {
                broken.Add(new(file.Path, problem));
            }
        });
        return new("sha256:" + key, [.. broken.OrderBy(b => b.Path, StringComparer.Ordinal)]);
    }

    internal void RemoveBroken(VerifyReport report)
    {
        var key = ContentStore.KeyOf(report.Digest);
        var manifest = Manifest(key);
        if (report.IsIntact || manifest.InPlace is not null)
        {
            return;
        }

        foreach (var file in manifest.Files.Where(f => report.Broken.Any(b => b.Path == f.Path)))
        {
            store.DeleteBlob(file.Sha256!);
        }

        store.Memory?.Remove(key);

        // The view shares the broken content: it is rebuilt from the blobs by the next fetch.
        new ModelView(store).Remove(key);
    }

    private ModelManifest Manifest(string key) => store.FindManifest(key)
        ?? throw new FetchException(FetchFailure.NotFound, $"the store {store.Folder} has no model sha256:{key}.");

    /// <summary>Files in the model's folder that are none of its own: an engine may well load them.</summary>
    private IEnumerable<BrokenFile> Strangers(ModelManifest manifest)
    {
        var folder = Shown(manifest);
        if (manifest.InPlace is not null || !Directory.Exists(folder))
        {
            return [];
        }

        var own = manifest.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !own.Contains(path))
            .Select(path => new BrokenFile(path, "does not belong to the model"));
    }

    private async Task<string?> ProblemAsync(ModelManifest manifest, ModelFile file, CancellationToken cancellationToken)
    {
        if (manifest.InPlace is { } folder)
        {
            return await ProblemAsync(Path.Combine(folder, file.Path), file, cancellationToken);
        }

        // The engine reads the file in the model's folder, which is another name of the content, or a copy of what is encrypted, unless somebody replaced either.
        var (content, shown) = (_layout.Blob(file.Sha256!), Path.Combine(Shown(manifest), file.Path));
        return await (store.IsSealed(file.Sha256!) ? SealedProblemAsync(file, cancellationToken) : ProblemAsync(content, file, cancellationToken))
            ?? (File.Exists(shown) && !NativeMethods.IsSameFile(shown, content) ? await ProblemAsync(shown, file, cancellationToken) : null);
    }

    /// <summary>The folder that engines are given.</summary>
    private string Shown(ModelManifest manifest) => store.MemoryFor(manifest)?.FolderOf(manifest.Key) ?? _layout.Model(manifest.Key);

    private async Task<string?> SealedProblemAsync(ModelFile file, CancellationToken cancellationToken)
    {
        if (store.SizeOf(file.Sha256!) is var size && size != file.Size)
        {
            return BrokenFile.WrongSize(size ?? 0, file.Size);
        }

        try
        {
            await using var content = store.Open(file.Sha256!);
            return BrokenFile.WrongDigest(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)), file);
        }
        catch (FetchException e) when (e.Reason == FetchFailure.Corrupt)
        {
            return BrokenFile.Undecipherable(e);
        }
    }

    private static async Task<string?> ProblemAsync(string path, ModelFile file, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return BrokenFile.Missing;
        }

        await using var stream = SequentialFile.Open(path);
        if (stream.Length != file.Size)
        {
            return BrokenFile.WrongSize(stream.Length, file.Size);
        }

        if (file.Sha256 is null)
        {
            return File.GetLastWriteTimeUtc(path) == file.ModifiedAt?.UtcDateTime ? null : "was changed after it was recorded";
        }

        return BrokenFile.WrongDigest(Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)), file);
    }
}
