using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests.Library;

/// <summary>A version of three files, and the statements that other tools make about it: written here by hand, as those tools do.</summary>
internal static class SignedModel
{
    internal const string Manifest = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    internal const string ModelSigning = "https://model_signing/signature/v1.0";

    internal static readonly (string Path, string Content)[] Files = [("README.md", "# Atlas"), ("atlas.gguf", "weights"), ("tokenizer/vocab.json", "{}")];

    internal static ModelVersion Version(params (string Path, string Content)[] files) => new()
    {
        Metadata = new ObjectMeta { Namespace = "acme", Name = "atlas-1.2", Uid = "0a", Labels = new() { ["environment"] = "production" } },
        Spec = new ModelVersionSpec { Model = "atlas", Version = "1.2", Source = new VersionSource { Uri = $"oci://registry.example/acme/atlas@{Manifest}" } },
        Status = new ModelVersionStatus
        {
            Phase = "Scanned",
            Digest = "sha256:" + Hash("manifest of the store"),
            Files = [.. (files.Length > 0 ? files : Files).Select(f => new VersionFile { Path = f.Path, Digest = "sha256:" + Hash(f.Content), Size = f.Content.Length })],
        },
    };

    internal static JsonObject Statement(params (string Path, string Content)[] files)
    {
        var all = files.Length > 0 ? files : Files;
        var root = SHA256.HashData([.. all.SelectMany(f => SHA256.HashData(Encoding.Latin1.GetBytes(f.Content)))]);
        return new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "atlas", ["digest"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(root) } }),
            ["predicateType"] = ModelSigning,
            ["predicate"] = new JsonObject
            {
                ["serialization"] = new JsonObject { ["method"] = "files", ["hash_type"] = "sha256", ["allow_symlinks"] = false, ["ignore_paths"] = new JsonArray("model.sig", ".git") },
                ["resources"] = new JsonArray([.. all.Select(f => new JsonObject { ["name"] = f.Path, ["algorithm"] = "sha256", ["digest"] = Hash(f.Content) })]),
            },
        };
    }

    internal static JsonObject CosignStatement(string digest) => new()
    {
        ["_type"] = "https://in-toto.io/Statement/v1",
        ["subject"] = new JsonArray(new JsonObject { ["digest"] = new JsonObject { ["sha256"] = digest["sha256:".Length..] } }),
        ["predicateType"] = "https://sigstore.dev/cosign/sign/v1",
        ["predicate"] = new JsonObject(),
    };

    internal static byte[] SimpleSigning(string digest, string type = "cosign container image signature") => Encoding.UTF8.GetBytes(
        $$$"""{"critical":{"identity":{"docker-reference":"registry.example/acme/atlas"},"image":{"docker-manifest-digest":"{{{digest}}}"},"type":"{{{type}}}"},"optional":null}""");

    internal static byte[] ToSign(byte[] payload) => [.. Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload];

    internal static byte[] Bundle(byte[] payload, byte[] signature, JsonObject? material = null) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+json",
        ["verificationMaterial"] = material ?? new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = "0123" } },
        ["dsseEnvelope"] = new JsonObject
        {
            ["payload"] = Convert.ToBase64String(payload),
            ["payloadType"] = "application/vnd.in-toto+json",
            ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(signature), ["keyid"] = "" }),
        },
    }.ToJsonString());

    internal static byte[] Bundle(JsonObject statement, ECDsa key, JsonObject? material = null, HashAlgorithmName? hash = null)
    {
        var payload = Encoding.UTF8.GetBytes(statement.ToJsonString());
        return Bundle(payload, Sign(key, ToSign(payload), hash), material);
    }

    internal static byte[] Sign(ECDsa key, byte[] data, HashAlgorithmName? hash = null) => key.SignData(data, hash ?? HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    internal static ModelSignature Found(byte[] bundle, string? file = null, string name = "atlas-1.2-aa") => Found(new ModelSignatureSpec { Format = "Bundle", Document = bundle, File = file }, name);

    internal static ModelSignature Found(ModelSignatureSpec spec, string name = "atlas-1.2-aa")
    {
        spec.Version = "atlas-1.2";
        return new ModelSignature { Metadata = new ObjectMeta { Namespace = "acme", Name = name }, Spec = spec };
    }

    internal static SignaturePolicy Trusting(params TrustedKey[] keys) => new() { Metadata = new ObjectMeta { Name = "production" }, Spec = new SignaturePolicySpec { Keys = [.. keys] } };

    internal static TrustedKey Trusted(AsymmetricAlgorithm key, string name = "release") => new() { Name = name, PublicKey = key.ExportSubjectPublicKeyInfoPem() };

    internal static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(content)));
}
