using System.Security.Cryptography;
using System.Text;

namespace Modelyard.Gateway;

/// <summary>Tells requests apart by all that their answers may follow from: whose they are, what is asked, and every byte of how.</summary>
internal readonly record struct AnswerCacheKey(ulong A, ulong B)
{
    public static AnswerCacheKey Of(GatewayCall call, CacheTerms terms, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // Tenants do not see each other's answers, nor by the time an answer takes that somebody asked the same.
        Append(hash, call.Tenant?.Name ?? $"project/{call.Key.Namespace}");
        Append(hash, terms.Identity);
        Append(hash, call.Operation.Name);
        Append(hash, call.PathModel?.Rest ?? "");
        hash.AppendData(body);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new AnswerCacheKey(BitConverter.ToUInt64(digest), BitConverter.ToUInt64(digest[8..]));
    }

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
