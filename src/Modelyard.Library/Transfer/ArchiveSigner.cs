using System.Security.Cryptography;
using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Whose signature an archive has.</summary>
internal static class ArchiveSigner
{
    /// <summary>Fingerprint of the trusted key that signed it; null when nobody did and that is allowed.</summary>
    /// <exception cref="FetchException">Nobody who is trusted signed it.</exception>
    public static string? Demand(ReadOnlyMemory<byte> index, ReadOnlyMemory<byte>? signature, IReadOnlyList<string> trusted, bool allowUnsigned)
    {
        if (signature is null)
        {
            return allowUnsigned ? null : throw Refused("nobody signed this archive. Export it again, or take it all the same with --allow-unsigned if you know how it got here");
        }

        foreach (var pem in trusted)
        {
            if (!TrustedPem.TryReadKey(pem, out var key, out var problem))
            {
                throw Refused($"a key to trust {problem}");
            }

            using (key)
            {
                if (SignatureAlgorithm.Verifies(key, index.Span, signature.Value.Span))
                {
                    return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
                }
            }
        }

        throw Refused(trusted.Count == 0
            ? "this archive is signed, and no key is trusted here: name the exporting site's with --trust FILE (there: modelyard library keys public)"
            : "no key that is trusted here signed this archive, or it was changed since: name the exporting site's key with --trust FILE (there: modelyard library keys public)");
    }

    private static FetchException Refused(string message) => new(FetchFailure.Unauthorized, message + ".");
}
