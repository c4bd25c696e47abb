using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Library;
using Modelyard.Tests.Artifacts;

namespace Modelyard.Tests.Library;

/// <summary>Signatures that OpenSSL made, in a real registry where cosign would put them; and what OpenSSL says of ours.</summary>
public sealed class ForeignSignatureTests : IDisposable
{
    private const string SimpleSigning = "application/vnd.dev.cosign.simplesigning.v1+json";
    private const string BundleType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private readonly TemporaryFolder _folder = new();
    private readonly TestFetcher _test = new();

    public void Dispose()
    {
        _test.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ec", "ec_paramgen_curve:P-256", "-sha256")]
    [InlineData("ec", "ec_paramgen_curve:P-384", "-sha384")]
    [InlineData("ec", "ec_paramgen_curve:P-521", "-sha512")]
    [InlineData("rsa", "rsa_keygen_bits:3072", "-sha256")]
    public async Task Signature_MadeByOpenSsl_IsVerified(string algorithm, string option, string hash)
    {
        var (key, policy) = await KeyAsync(algorithm, option);
        var payload = Encoding.UTF8.GetBytes(SignedModel.Statement().ToJsonString());
        var signature = await SignAsync(key, SignedModel.ToSign(payload), hash);

        Evaluate(SignedModel.Version(), policy, SignedModel.Found(SignedModel.Bundle(payload, signature))).Outcome.ShouldBe(SignatureOutcome.Verified);
    }

    [Fact]
    public async Task Certificate_MadeByOpenSsl_NamesTheSigner()
    {
        ForeignProgram.Need("openssl", "openssl");
        await ForeignProgram.RunAsync("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", _folder.At("ca.key"), "-out", _folder.At("ca.pem"), "-subj", "/CN=Acme models", "-days", "30");
        await ForeignProgram.RunAsync("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", _folder.At("lead.key"), "-out", _folder.At("lead.csr"), "-subj", "/O=Acme");
        _folder.Write("extensions", "keyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\nsubjectAltName=email:lead@acme.example,URI:https://acme.example/release\n"u8.ToArray());
        await ForeignProgram.RunAsync("openssl", "x509", "-req", "-in", _folder.At("lead.csr"), "-CA", _folder.At("ca.pem"), "-CAkey", _folder.At("ca.key"), "-CAcreateserial", "-days", "7", "-extfile", _folder.At("extensions"), "-out", _folder.At("lead.pem"));
        var payload = SignedModel.SimpleSigning(SignedModel.Manifest);
        var policy = new SignaturePolicy
        {
            Metadata = new ObjectMeta { Name = "production" },
            Spec = new SignaturePolicySpec
            {
                Authorities = [new TrustedAuthority { Name = "acme", Certificates = await File.ReadAllTextAsync(_folder.At("ca.pem")), Identities = [new SignerIdentity { Subject = "https://acme.example/*" }] }],
            },
        };

        var state = Evaluate(SignedModel.Version(), policy, SignedModel.Found(new ModelSignatureSpec
        {
            Format = "SimpleSigning",
            Document = payload,
            Signature = await SignAsync(_folder.At("lead.key"), payload, "-sha256"),
            Certificates = await File.ReadAllTextAsync(_folder.At("lead.pem")),
        }));

        (state.Outcome, state.Signatures.Single().Signer).ShouldBe((SignatureOutcome.Verified, "https://acme.example/release"));
    }

    [Fact]
    public async Task Registry_WithSignaturesOfEachForm_GivesThemAll_AndNothingElse()
    {
        var (key, policy) = await KeyAsync("ec", "ec_paramgen_curve:P-256");
        await using var registry = await DockerRegistry.StartAsync();
        using var folder = new OciFolder();
        var digest = await folder.PushAsync(registry, "acme/atlas:1.0", folder.ModelPack());
        var payload = SignedModel.SimpleSigning(digest);
        var simple = folder.File(SimpleSigning, payload, "dev.cosignproject.cosign/signature", Convert.ToBase64String(await SignAsync(key, payload, "-sha256")));
        await folder.PushAsync(registry, $"acme/atlas:{digest.Replace(':', '-')}.sig", folder.Manifest(folder.Blob("application/vnd.oci.image.config.v1+json", "{}"u8.ToArray()), [simple]));
        var statement = Encoding.UTF8.GetBytes(SignedModel.CosignStatement(digest).ToJsonString());
        var bundle = await AttachAsync(folder, registry, digest, SignedModel.Bundle(statement, await SignAsync(key, SignedModel.ToSign(statement), "-sha256")), "https://sigstore.dev/cosign/sign/v1");
        var provenance = await AttachAsync(folder, registry, digest, "{}"u8.ToArray(), "https://slsa.dev/provenance/v1");
        var listing = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.index.v1+json",
            ["manifests"] = new JsonArray(bundle, provenance),
        };
        _folder.Write("listing", Encoding.UTF8.GetBytes(listing.ToJsonString()));
        await ForeignProgram.RunAsync(
            "curl", "-sSf", "-X", "PUT", "-H", "Content-Type: application/vnd.oci.image.index.v1+json", "--data-binary", "@" + _folder.At("listing"),
            $"http://{registry.Address}/v2/acme/atlas/manifests/{digest.Replace(':', '-')}");
        var model = (OciModelUri)ModelUri.Parse($"oci://{registry.Address}/acme/atlas@{digest}");

        var found = await new SignatureSearch(_test.Fetcher).InRegistryAsync(model, null, TestContext.Current.CancellationToken);

        found.Select(f => f.Format).ShouldBe(["Bundle", "SimpleSigning"], ignoreOrder: true);
        var version = SignedModel.Version();
        version.Spec.Source!.Uri = model.Text;
        foreach (var one in found)
        {
            Evaluate(version, policy, SignedModel.Found(one)).Outcome.ShouldBe(SignatureOutcome.Verified, one.Format);
        }
    }

    [Fact]
    public async Task Signature_OfOurs_IsGoodByOpenSsl()
    {
        ForeignProgram.Need("openssl", "openssl");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var statement = ModelStatement.Write("acme/atlas:1.2", SignedModel.Files.Select(f => (f.Path, SignedModel.Hash(f.Content))), new ModelRelease("acme/atlas:1.2", "sha256:00"));
        var written = SigstoreBundle.Write(ModelStatement.PayloadType, statement, SignedModel.Sign(key, SigstoreBundle.SignedBytes(ModelStatement.PayloadType, statement)), "hint");
        var bundle = JsonNode.Parse(written)!;
        var payload = Convert.FromBase64String((string)bundle["dsseEnvelope"]!["payload"]!);
        _folder.Write("signed", SignedModel.ToSign(payload));
        _folder.Write("signature", Convert.FromBase64String((string)bundle["dsseEnvelope"]!["signatures"]![0]!["sig"]!));
        _folder.Write("key.pub", Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n"));

        (await ForeignProgram.RunAsync("openssl", "dgst", "-sha256", "-verify", _folder.At("key.pub"), "-signature", _folder.At("signature"), _folder.At("signed"))).ShouldContain("Verified OK");

        // And what it says is what others say of the same files.
        var theirs = SignedModel.Statement();
        var ours = JsonNode.Parse(payload)!;
        JsonNode.DeepEquals(ours["subject"]![0]!["digest"], theirs["subject"]![0]!["digest"]).ShouldBeTrue();
        JsonNode.DeepEquals(ours["predicate"]!["resources"], theirs["predicate"]!["resources"]).ShouldBeTrue();
    }

    private static async Task<JsonObject> AttachAsync(OciFolder folder, DockerRegistry registry, string subject, byte[] document, string predicate)
    {
        var manifest = folder.Manifest(folder.Blob("application/vnd.oci.empty.v1+json", "{}"u8.ToArray()), [folder.Blob(BundleType, document)], BundleType);
        manifest["annotations"] = new JsonObject { ["dev.sigstore.bundle.content"] = "dsse-envelope", ["dev.sigstore.bundle.predicateType"] = predicate };
        manifest["subject"] = new JsonObject { ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["digest"] = subject, ["size"] = 1 };
        var size = Encoding.UTF8.GetByteCount(manifest.ToJsonString());
        var digest = await folder.PushAsync(registry, "acme/atlas:attached-" + predicate.Length, manifest);
        return new JsonObject { ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["digest"] = digest, ["size"] = size, ["artifactType"] = BundleType };
    }

    private async Task<(string Key, SignaturePolicy Policy)> KeyAsync(string algorithm, string option)
    {
        ForeignProgram.Need("openssl", "openssl");
        await ForeignProgram.RunAsync("openssl", "genpkey", "-algorithm", algorithm, "-pkeyopt", option, "-out", _folder.At("release.key"));
        var pem = await ForeignProgram.RunAsync("openssl", "pkey", "-in", _folder.At("release.key"), "-pubout");
        return (_folder.At("release.key"), SignedModel.Trusting(new TrustedKey { Name = "release", PublicKey = pem }));
    }

    private async Task<byte[]> SignAsync(string key, byte[] data, string hash)
    {
        _folder.Write("data", data);
        await ForeignProgram.RunAsync("openssl", "dgst", hash, "-sign", key, "-out", _folder.At("data.signature"), _folder.At("data"));
        return await File.ReadAllBytesAsync(_folder.At("data.signature"), TestContext.Current.CancellationToken);
    }

    private static SignatureState Evaluate(ModelVersion version, SignaturePolicy policy, ModelSignature signature) =>
        SignatureEvaluator.Evaluate(version, [policy], [signature], TimeProvider.System.GetUtcNow());
}
