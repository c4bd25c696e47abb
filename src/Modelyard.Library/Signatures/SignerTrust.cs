using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>Whose signature it is, by the keys and authorities of one policy.</summary>
internal static class SignerTrust
{
    public static SignerVerdict Judge(SignatureProof proof, SignaturePolicySpec policy, DateTimeOffset now)
    {
        foreach (var key in policy.Keys ?? [])
        {
            if (TrustedPem.TryReadKey(key.PublicKey, out var read, out _))
            {
                using (read)
                {
                    if (proof.Signatures.Any(s => SignatureAlgorithm.Verifies(read, proof.Signed, s)))
                    {
                        return new SignerVerdict(key.Name, null, null, null);
                    }
                }
            }
        }

        return proof.Certificates.Count == 0 ? SignerVerdict.Refused(ByNoKey(proof, policy)) : ByCertificate(proof, policy, now);
    }

    private static string ByNoKey(SignatureProof proof, SignaturePolicySpec policy)
    {
        var names = (policy.Keys ?? []).Select(k => k.Name).ToList();
        var hint = proof.KeyHint is { Length: > 0 } h ? $" (it says that the key's fingerprint is {new string([.. h.Take(16).Where(char.IsAsciiLetterOrDigit)])}…)" : "";
        return names.Count == 0
            ? $"it was made with a key{hint}, and the policy names authorities only"
            : $"no key of the policy made it ({string.Join(", ", names)}), or what it signs was changed{hint}";
    }

    private static SignerVerdict ByCertificate(SignatureProof proof, SignaturePolicySpec policy, DateTimeOffset now)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.AddRange(proof.Certificates.Select(c => X509CertificateLoader.LoadCertificate(c)).ToArray());
            var algorithm = chain[0].PublicKey.Oid.Value;
            using var key = (AsymmetricAlgorithm?)chain[0].GetECDsaPublicKey() ?? chain[0].GetRSAPublicKey();
            if (TrustedPem.WrongWith(key, algorithm) is { } wrong)
            {
                return SignerVerdict.Refused($"the key of its certificate {wrong}");
            }

            var signature = proof.Signatures.FirstOrDefault(s => SignatureAlgorithm.Verifies(key!, proof.Signed, s));
            if (signature is null)
            {
                return SignerVerdict.Refused("what it signs was changed, or its certificate belongs to another signature");
            }

            var authorities = policy.Authorities ?? [];
            if (authorities.Count == 0)
            {
                return SignerVerdict.Refused("it was made with a certificate, and the policy names keys only");
            }

            var signedAt = SignedAt(proof, signature, policy);
            var verdicts = authorities.Select(a => AuthorityTrust.Judge(a, chain, signedAt, now)).ToList();
            return verdicts.Find(v => v.Signer is not null) ?? SignerVerdict.Refused(string.Join("; ", verdicts.Select(v => v.Problem)));
        }
        catch (CryptographicException)
        {
            return SignerVerdict.Refused("its certificate cannot be read");
        }
        catch (SignatureFormatException e)
        {
            return SignerVerdict.Refused(e.Message);
        }
        finally
        {
            foreach (var certificate in chain)
            {
                certificate.Dispose();
            }
        }
    }

    private static DateTimeOffset? SignedAt(SignatureProof proof, byte[] signature, SignaturePolicySpec policy)
    {
        foreach (var log in policy.Logs ?? [])
        {
            if (!TrustedPem.TryReadKey(log.PublicKey, out var key, out _))
            {
                continue;
            }

            using (key)
            {
                if (proof.LogEntries.Select(e => e.TimeOf(signature, key)).FirstOrDefault(t => t is not null) is { } time)
                {
                    return time;
                }
            }
        }

        return null;
    }
}
