using System.Security.Cryptography;

namespace Modelyard.Artifacts;

internal sealed class StoreVerifier(ContentStore store)
{
    private readonly StoreLayout _layout = store.Layout;

    internal async Task<VerifyReport> VerifyAsync(string key, CancellationToken cancellationToken)
    {
        var manifest = Manifest(key);
        var broken = new List<BrokenFile>();
        foreach (var file in manifest.Files)
        {
            if (await ProblemAsync(manifest, file, cancellationToken) is { } problem)
            {
                broken.Add(new(file.Path, problem));
            }
        }

        return new("sha256:" + key, broken);
    }

    internal void RemoveBroken(VerifyReport report)
    {
        var key = ContentStore.KeyOf(report.Digest);
        var manifest = Manifest(key);
        if (report.IsIntact || manifest.InPlace is not null)
        {
            return;
        }

        foreach (var broken in report.Broken)
        {
            File.Delete(_layout.Blob(manifest.Files.First(f => f.Path == broken.Path).Sha256!));
        }

        // The view shares the broken content: it is rebuilt from the blobs by the next fetch.
        if (Directory.Exists(_layout.Model(key)))
        {
            var scratch = _layout.NewScratch();
            Directory.Move(_layout.Model(key), scratch);
            Directory.Delete(scratch, recursive: true);
        }
    }

    private ModelManifest Manifest(string key) => store.FindManifest(key)
        ?? throw new FetchException(FetchFailure.NotFound, $"the store {store.Folder} has no model sha256:{key}.");

    private async Task<string?> ProblemAsync(ModelManifest manifest, ModelFile file, CancellationToken cancellationToken)
    {
        var path = manifest.InPlace is { } folder ? Path.Combine(folder, file.Path) : _layout.Blob(file.Sha256!);
        if (!File.Exists(path))
        {
            return "is missing";
        }

        await using var stream = SequentialFile.Open(path);
        if (stream.Length != file.Size)
        {
            return $"has {stream.Length} bytes instead of {file.Size}";
        }

        if (file.Sha256 is null)
        {
            return File.GetLastWriteTimeUtc(path) == file.ModifiedAt?.UtcDateTime ? null : "was changed after it was recorded";
        }

        var actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        return actual == file.Sha256 ? null : $"hashes to sha256:{actual} instead of sha256:{file.Sha256}";
    }
}
