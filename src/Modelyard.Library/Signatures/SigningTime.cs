using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>What others said about when a signature was made. It counts as far as a policy trusts them.</summary>
/// <param name="LogEntries">Of transparency logs.</param>
/// <param name="Timestamps">Answers of timestamp authorities, as RFC 3161 has them.</param>
internal sealed record SigningTime(IReadOnlyList<LogEntry> LogEntries, IReadOnlyList<byte[]> Timestamps)
{
    private const string Timestamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>When a signature was made, by the first whose word the policy takes; null when it takes nobody's.</summary>
    public DateTimeOffset? Of(byte[] signature, SignaturePolicySpec policy) =>
        (policy.Logs ?? []).Select(log => Logged(signature, log))
            .Concat((policy.TimestampAuthorities ?? []).Select(authority => Stamped(signature, authority)))
            .FirstOrDefault(t => t is not null);

    private DateTimeOffset? Logged(byte[] signature, TrustedKey log)
    {
        if (!TrustedPem.TryReadKey(log.PublicKey, out var key, out _))
        {
            return null;
        }

        using (key)
        {
            return LogEntries.Select(e => e.TimeOf(signature, key)).FirstOrDefault(t => t is not null);
        }
    }

    private DateTimeOffset? Stamped(byte[] signature, TimestampAuthority authority)
    {
        foreach (var answer in Timestamps)
        {
            try
            {
                if (TokenOf(answer) is { } token
                    && token.VerifySignatureForData(signature, out var signer)
                    && CertificateChain.WrongWith(authority.Certificates, [signer, .. token.AsSignedCms().Certificates], Timestamping, token.TokenInfo.Timestamp) is null)
                {
                    return token.TokenInfo.Timestamp;
                }
            }
            catch (Exception e) when (e is CryptographicException or AsnContentException)
            {
                // One that cannot be read says nothing; another may.
            }
        }

        return null;
    }

    // An answer is whether it was granted, and then the token.
    private static Rfc3161TimestampToken? TokenOf(byte[] answer)
    {
        var response = new AsnReader(answer, AsnEncodingRules.BER).ReadSequence();
        _ = response.ReadSequence();
        return response.HasData && Rfc3161TimestampToken.TryDecode(response.ReadEncodedValue(), out var token, out _) ? token : null;
    }
}
