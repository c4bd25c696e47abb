using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Artifacts;

/// <summary>
/// Hashes content as it passes: SHA-256 always, because it names the blob, and git's SHA-1 where that is what the source promised.
/// </summary>
internal sealed class ContentHasher : IDisposable
{
    private readonly FileDigest? _expected;
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash? _git;

    internal ContentHasher(FileDigest? expected, long? size)
    {
        _expected = expected;
        if (expected is { Kind: DigestKind.GitBlob })
        {
            var length = size ?? throw new ArgumentException("A git digest covers the size, so the size must be known.", nameof(size));
            _git = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
            _git.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        }
    }

    internal void Append(ReadOnlySpan<byte> content)
    {
        _sha256.AppendData(content);
        _git?.AppendData(content);
    }

    /// <summary>Ends the hashing.</summary>
    internal (string Sha256, string? Mismatch) Finish()
    {
        var sha256 = Convert.ToHexStringLower(_sha256.GetHashAndReset());
        var actual = _git is null
            ? new FileDigest(DigestKind.Sha256, sha256)
            : new FileDigest(DigestKind.GitBlob, Convert.ToHexStringLower(_git.GetHashAndReset()));
        return (sha256, _expected is null || _expected == actual ? null : $"hashes to {actual} instead of {_expected}");
    }

    public void Dispose()
    {
        _sha256.Dispose();
        _git?.Dispose();
    }
}
