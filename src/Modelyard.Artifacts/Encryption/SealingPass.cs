using System.Security.Cryptography;

namespace Modelyard.Artifacts;

/// <summary>
/// Encrypts what came into the store before that was asked for, one model after the other. A file is checked on the way, and its plain form goes when the
/// encrypted one is on the disk: interrupted anywhere, nothing is lost, and the next pass does the rest.
/// </summary>
internal sealed class SealingPass(ContentStore store, long reserve, TimeProvider time)
{
    private const int BufferSize = 1 << 20;
    private readonly StoreLayout _layout = store.Layout;

    /// <summary>What is not what its name says. It is left as it is: whoever uses it is told.</summary>
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);

    /// <returns>False when nothing is left to do.</returns>
    internal async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        var left = Directory.EnumerateFiles(_layout.Blobs, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)!).Where(s => !_damaged.Contains(s)).ToList();

        // A store that is done is looked at again and again: then there are no manifests to read but of models that engines were still given plain.
        var keys = left.Count > 0
            ? Directory.EnumerateFiles(_layout.Manifests).Select(f => Path.GetFileNameWithoutExtension(f)!)
            : Directory.EnumerateDirectories(_layout.Models).Select(f => Path.GetFileName(f)!);
        foreach (var key in keys)
        {
            if (store.FindManifest(key) is { InPlace: null } manifest && (manifest.Files.Any(f => IsLeft(f.Sha256!)) || (IsShown(key) && store.MemoryFor(manifest) is not null)))
            {
                await SealAsync(manifest.Files.Select(f => f.Sha256!), cancellationToken);
                new ModelView(store).Remove(key);
                return true;
            }
        }

        // Of models that are not, or not yet, complete.
        await SealAsync(left, cancellationToken);
        return left.Count > 0;
    }

    private bool IsLeft(string sha256) => !_damaged.Contains(sha256) && File.Exists(_layout.Blob(sha256));

    private bool IsShown(string key) => Directory.Exists(_layout.Model(key));

    private async Task SealAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        foreach (var sha256 in files.Distinct(StringComparer.Ordinal).Where(IsLeft))
        {
            using var open = await FileLock.AcquireAsync(_layout.StoreLock, exclusive: false, time, null, cancellationToken);
            if (!IsLeft(sha256))
            {
                continue;
            }

            if (store.IsSealed(sha256) || await SealAsync(sha256, cancellationToken))
            {
                File.Delete(_layout.Blob(sha256));
            }
            else
            {
                _damaged.Add(sha256);
            }
        }
    }

    private async Task<bool> SealAsync(string sha256, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = store.NewContent();
        await using (var plain = SequentialFile.Open(_layout.Blob(sha256)))
        {
            FreeSpace.Demand(store.Folder, plain.Length, reserve);
            var buffer = new byte[BufferSize];
            for (int read; (read = await plain.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                await content.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
        {
            return false;
        }

        content.Complete(sha256);
        return true;
    }
}
