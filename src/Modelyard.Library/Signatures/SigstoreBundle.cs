using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelyard.Library;

/// <summary>
/// A signature with what is needed to check it, as <see href="https://github.com/sigstore/protobuf-specs">sigstore</see> defines it: an envelope
/// around what was signed (DSSE), and either a hint at the key or the certificates of the signer.
/// </summary>
internal sealed record SigstoreBundle(string PayloadType, byte[] Payload, IReadOnlyList<byte[]> Signatures, string? KeyHint, IReadOnlyList<byte[]> Certificates, IReadOnlyList<LogEntry> LogEntries)
{
    public const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private const string AnyMediaType = "application/vnd.dev.sigstore.bundle";
    private const int MostSignatures = 16;
    private const int MostCertificates = 16;

    /// <exception cref="SignatureFormatException">It is none that can be read.</exception>
    public static SigstoreBundle Parse(ReadOnlyMemory<byte> document)
    {
        var root = SignatureJson.Parse(document, "the bundle");
        if (root.TextOrNull("mediaType") is not { } type || !type.StartsWith(AnyMediaType, StringComparison.Ordinal))
        {
            throw new SignatureFormatException("it is not a Sigstore bundle: its mediaType says so of none");
        }

        if (root.Find("dsseEnvelope") is not { } envelope)
        {
            throw new SignatureFormatException("it signs a single file (messageSignature), not a model: sign the whole model with model_signing, or its manifest with cosign");
        }

        var material = root.Object("verificationMaterial");
        return new SigstoreBundle(
            envelope.Text("payloadType"),
            envelope.Bytes("payload"),
            AtMost(MostSignatures, envelope.Items("signatures"), "signatures", s => s.Bytes("sig")),
            material.Find("publicKey")?.TextOrNull("hint"),
            CertificatesOf(material),
            material.Find("tlogEntries") is null ? [] : AtMost(MostSignatures, material.Items("tlogEntries"), "tlogEntries", LogEntry.OfBundle));
    }

    /// <summary>Writes one that was made with a key.</summary>
    public static byte[] Write(string payloadType, byte[] payload, byte[] signature, string keyHint) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["mediaType"] = MediaType,
        ["verificationMaterial"] = new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = keyHint }, ["tlogEntries"] = new JsonArray() },
        ["dsseEnvelope"] = new JsonObject
        {
            ["payload"] = Convert.ToBase64String(payload),
            ["payloadType"] = payloadType,
            ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(signature), ["keyid"] = "" }),
        },
    }.ToJsonString());

    /// <summary>What the signature is over: type and payload, each with its length, so that neither can be taken for the other.</summary>
    public static byte[] SignedBytes(string payloadType, byte[] payload) =>
        [.. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} "), .. payload];

    // One certificate since version 0.3, before that the chain; model signing writes the chain to this day.
    private static IReadOnlyList<byte[]> CertificatesOf(JsonElement material) =>
        material.Find("certificate") is { } one ? [one.Bytes("rawBytes")]
        : material.Find("x509CertificateChain") is { } chain ? AtMost(MostCertificates, chain.Items("certificates"), "certificates", c => c.Bytes("rawBytes"))
        : [];

    private static IReadOnlyList<T> AtMost<T>(int most, IEnumerable<JsonElement> items, string what, Func<JsonElement, T> read)
    {
        var all = items.Take(most + 1).Select(read).ToList();
        return all.Count <= most ? all : throw new SignatureFormatException($"it has more than {most} {what}");
    }
}
