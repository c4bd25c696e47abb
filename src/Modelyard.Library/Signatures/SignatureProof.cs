using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modelyard.Api;

namespace Modelyard.Library;

/// <summary>A signature taken apart: what it claims, which bytes were signed, and what the signer sent along.</summary>
internal sealed record SignatureProof(
    SignedClaim Claim, byte[] Signed, IReadOnlyList<byte[]> Signatures, string? KeyHint, IReadOnlyList<byte[]> Certificates, IReadOnlyList<LogEntry> LogEntries)
{
    private const string SimpleSigningType = "cosign container image signature";

    /// <exception cref="SignatureFormatException">It is none, or of a form that is not read here.</exception>
    public static SignatureProof Read(ModelSignatureSpec spec) => spec.Format == "SimpleSigning" ? OfSimpleSigning(spec) : OfBundle(SigstoreBundle.Parse(spec.Document));

    public static SignatureProof OfBundle(SigstoreBundle bundle) => new(
        ModelStatement.Parse(bundle.PayloadType, bundle.Payload),
        SigstoreBundle.SignedBytes(bundle.PayloadType, bundle.Payload),
        bundle.Signatures, bundle.KeyHint, bundle.Certificates, bundle.LogEntries);

    private static SignatureProof OfSimpleSigning(ModelSignatureSpec spec)
    {
        var critical = SignatureJson.Parse(spec.Document, "what it signs").Object("critical");
        if (critical.Text("type") is var type && type != SimpleSigningType)
        {
            throw new SignatureFormatException($"it signs a \"{type}\", not the manifest of an artifact");
        }

        // Names are compared as cosign's libraries do, which do not look at case.
        var image = critical.Object("image");
        var digest = image.TextOrNull("docker-manifest-digest") ?? image.Text("Docker-manifest-digest");
        return new SignatureProof(
            new ManifestClaim([digest]), spec.Document!, [spec.Signature ?? []], null, CertificatesOf(spec.Certificates),
            spec.LogEntry is null ? [] : [LogEntry.OfAnnotation(spec.LogEntry)]);
    }

    private static IReadOnlyList<byte[]> CertificatesOf(string? pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return [.. certificates.Select(c => c.RawData)];
        }
        catch (CryptographicException e)
        {
            throw new SignatureFormatException("it comes with a certificate that cannot be read", e);
        }
    }
}
