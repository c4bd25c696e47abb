using System.Security.Cryptography;
using System.Text;
using Modelyard.Api;
using Modelyard.Artifacts;

namespace Modelyard.Library;

/// <summary>Finds the signatures of a version: among its files, and in the registry beside its manifest.</summary>
internal sealed class SignatureSearch(ModelFetcher fetcher)
{
    private const string SimpleSigning = "application/vnd.dev.cosign.simplesigning.v1+json";
    private const string BundleType = "application/vnd.dev.sigstore.bundle";
    private const string SignatureAnnotation = "dev.cosignproject.cosign/signature";
    private const string CertificateAnnotation = "dev.sigstore.cosign/certificate";
    private const string ChainAnnotation = "dev.sigstore.cosign/chain";
    private const string LogAnnotation = "dev.sigstore.cosign/bundle";
    private const string PredicateAnnotation = "dev.sigstore.bundle.predicateType";
    private const int MostSignatures = 64;

    private static readonly string[] Predicates = ["https://sigstore.dev/cosign/sign/", "https://model_signing/"];
    private static readonly string[] FileEndings = [".sig", ".sigstore", ".sigstore.json"];

    /// <summary>Files by the names that tools of model signing give them; what is in them has to be looked at.</summary>
    public static async Task<IReadOnlyList<ModelSignatureSpec>> InFilesAsync(StoredModel model, CancellationToken cancellationToken)
    {
        var found = new List<ModelSignatureSpec>();
        foreach (var file in model.Files.Where(f => FileEndings.Any(e => f.Path.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && f.Size is > 0 and <= ModelSignatureSpec.LongestDocument))
        {
            var document = new byte[file.Size];
            await using (var content = model.Open(file))
            {
                await content.ReadExactlyAsync(document, cancellationToken);
            }

            if (found.Count < MostSignatures && IsObject(document))
            {
                found.Add(new ModelSignatureSpec { Format = "Bundle", Document = document, File = file.Path });
            }
        }

        return found;
    }

    /// <exception cref="FetchException">The registry cannot be asked.</exception>
    public async Task<IReadOnlyList<ModelSignatureSpec>> InRegistryAsync(OciModelUri model, SourceAccess? access, CancellationToken cancellationToken)
    {
        var found = new List<ModelSignatureSpec>();
        foreach (var attachment in await fetcher.Referrers.ListAsync(model, access, cancellationToken))
        {
            foreach (var layer in attachment.Layers.Where(l => IsSignature(attachment, l) && l.Size <= ModelSignatureSpec.LongestDocument).Take(MostSignatures - found.Count))
            {
                var document = await fetcher.Referrers.ReadAsync(model, access, layer, ModelSignatureSpec.LongestDocument, cancellationToken);
                found.Add(layer.MediaType == SimpleSigning ? Simple(attachment, layer, document) : new ModelSignatureSpec { Format = "Bundle", Document = document, Manifest = attachment.Digest });
            }
        }

        return found;
    }

    /// <summary>A name that the same signature always gets.</summary>
    public static string NameOf(string version, ModelSignatureSpec spec)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(spec.Document!);
        hash.AppendData(spec.Signature ?? []);
        hash.AppendData(Encoding.UTF8.GetBytes($"\n{spec.Format}\n{spec.Certificates}\n{spec.LogEntry}\n{spec.File}"));
        return $"{version}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..10]}";
    }

    // Of what stands beside a manifest much is no signature of it: statements about its making, bills of materials.
    private static bool IsSignature(OciAttachment attachment, OciDescriptor layer) =>
        layer.MediaType == SimpleSigning
        || (layer.MediaType.StartsWith(BundleType, StringComparison.Ordinal)
            && (attachment.Annotations.GetValueOrDefault(PredicateAnnotation) is not { } predicate || Predicates.Any(p => predicate.StartsWith(p, StringComparison.Ordinal))));

    private static ModelSignatureSpec Simple(OciAttachment attachment, OciDescriptor layer, byte[] payload) => new()
    {
        Format = "SimpleSigning",
        Document = payload,
        Signature = FromBase64(layer.Annotations?.GetValueOrDefault(SignatureAnnotation)),
        Certificates = layer.Annotations?.GetValueOrDefault(CertificateAnnotation) is { } own ? $"{own.TrimEnd()}\n{layer.Annotations.GetValueOrDefault(ChainAnnotation)}" : null,
        LogEntry = layer.Annotations?.GetValueOrDefault(LogAnnotation),
        Manifest = attachment.Digest,
    };

    // What is no signature is shown as one that does not verify, not kept out of sight.
    private static byte[] FromBase64(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", bytes, out var length) && length > 0 ? bytes[..length] : [0];
    }

    private static bool IsObject(byte[] document) => document.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
}
