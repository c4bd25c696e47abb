using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.Api;

/// <summary>Keys and certificates of a SignaturePolicy. Whoever writes one must be told the same as whoever checks signatures by it.</summary>
public static class TrustedPem
{
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string Ed25519 = "1.3.101.112";
    private const int SmallestRsa = 2048;

    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    /// <summary>Reads a public key.</summary>
    /// <param name="pem">As the policy has it.</param>
    /// <param name="key">The key, to be disposed of.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryReadKey(string? pem, [NotNullWhen(true)] out AsymmetricAlgorithm? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        if (!PemEncoding.TryFind(pem, out var found))
        {
            problem = "is not PEM: it must begin with -----BEGIN PUBLIC KEY-----";
            return false;
        }

        var label = pem.AsSpan()[found.Label];
        if (label is not "PUBLIC KEY")
        {
            problem = label.EndsWith("PRIVATE KEY") ? "is a private key: it must not leave its owner. Put the public key here" : $"is a {label}, not a PUBLIC KEY";
            return false;
        }

        try
        {
            var read = PublicKey.CreateFromSubjectPublicKeyInfo(Convert.FromBase64String(pem![found.Base64Data]), out _);
            var made = read.Oid.Value switch
            {
                EllipticCurve => read.GetECDsaPublicKey(),
                Rsa => read.GetRSAPublicKey(),
                _ => (AsymmetricAlgorithm?)null,
            };
            problem = WrongWith(made, read.Oid.Value);
            if (problem is null)
            {
                key = made!;
                return true;
            }

            made?.Dispose();
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            problem = "is not a public key that can be read";
        }

        return false;
    }

    /// <summary>What is wrong with a key of a certificate or of a policy; null when nothing is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="algorithm">Object identifier of its algorithm.</param>
    public static string? WrongWith(AsymmetricAlgorithm? key, string? algorithm) => key switch
    {
        ECDsa ec when !Curves.Contains(ec.ExportParameters(false).Curve.Oid.Value) => "is on another curve than P-256, P-384 and P-521",
        RSA { KeySize: < SmallestRsa } rsa => $"is an RSA key of {rsa.KeySize} bits: at least {SmallestRsa} are needed",
        null when algorithm == Ed25519 => "is an Ed25519 key, which cannot be checked here: sign with ECDSA (P-256) or RSA",
        null => "is neither an ECDSA nor an RSA key",
        _ => null,
    };

    /// <summary>Reads certificates of an authority.</summary>
    /// <param name="pem">As the policy has it.</param>
    /// <param name="certificates">At least one of which is a root.</param>
    /// <param name="problem">What is wrong with them.</param>
    public static bool TryReadCertificates(string? pem, out X509Certificate2Collection certificates, [NotNullWhen(false)] out string? problem)
    {
        certificates = [];
        try
        {
            certificates.ImportFromPem(pem);
            problem = certificates.Count == 0 ? "holds no certificate in PEM: it must begin with -----BEGIN CERTIFICATE-----"
                : !certificates.Any(IsRoot) ? "holds no root, a certificate that signs itself: add the one that all others come from"
                : null;
        }
        catch (CryptographicException)
        {
            problem = "holds a certificate that cannot be read";
        }

        return problem is null;
    }

    /// <summary>Whether a certificate vouches for itself.</summary>
    public static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
