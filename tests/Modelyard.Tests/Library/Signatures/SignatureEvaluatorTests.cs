using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

public sealed class SignatureEvaluatorTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("nistP256", "SHA256")]
    [InlineData("nistP384", "SHA384")]
    [InlineData("nistP521", "SHA512")]
    [InlineData("nistP384", "SHA256")]
    public void ModelSigning_ByATrustedKey_IsVerified(string curve, string hash)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var state = Evaluate([SignedModel.Trusting(SignedModel.Trusted(key))], SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), key, hash: new HashAlgorithmName(hash))));

        (state.Outcome, state.Message).ShouldBe((SignatureOutcome.Verified, "Signed by release (policy production)."));
        var shown = state.Signatures.ShouldHaveSingleItem();
        (shown.Type, shown.Verified, shown.Signer, shown.Policy, shown.Message).ShouldBe(("model-signing", true, "release", "production", null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cosign_ByARsaKey_IsVerified(bool pss)
    {
        using var key = RSA.Create(2048);
        var payload = SignedModel.SimpleSigning(SignedModel.Manifest);
        var signature = key.SignData(payload, HashAlgorithmName.SHA256, pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

        Evaluate([SignedModel.Trusting(SignedModel.Trusted(key))], Simple(payload, signature)).Outcome.ShouldBe(SignatureOutcome.Verified);
    }

    [Fact]
    public void Cosign_InBothForms_IsAboutItsManifestOnly()
    {
        var other = "sha256:" + new string('2', 64);
        foreach (var digest in new[] { SignedModel.Manifest, other })
        {
            var payload = SignedModel.SimpleSigning(digest);
            foreach (var signature in new[] { Simple(payload, SignedModel.Sign(_key, payload)), SignedModel.Found(SignedModel.Bundle(SignedModel.CosignStatement(digest), _key)) })
            {
                var state = Evaluate([Policy()], signature);
                state.Outcome.ShouldBe(digest == SignedModel.Manifest ? SignatureOutcome.Verified : SignatureOutcome.Missing);
                state.Signatures.Single().Message.ShouldBe(digest == SignedModel.Manifest ? null : $"it signs {other}, and the version is {SignedModel.Manifest}: it was copied from something else");
            }
        }
    }

    [Fact]
    public void Cosign_OfAVersionThatIsInNoRegistry_SaysSo()
    {
        var version = SignedModel.Version();
        version.Spec.Source!.Uri = "hf://acme/atlas:0123";

        Evaluate(version, [Policy()], SignedModel.Found(SignedModel.Bundle(SignedModel.CosignStatement(SignedModel.Manifest), _key)))
            .Signatures.Single().Message.ShouldBe("it signs a manifest, and the version does not come from a manifest in a registry");
    }

    [Fact]
    public void Cosign_PayloadOfAnotherType_IsNotASignatureOfAnArtifact()
    {
        var payload = SignedModel.SimpleSigning(SignedModel.Manifest, "atomic container signature");

        Problem(Simple(payload, SignedModel.Sign(_key, payload))).ShouldBe("it signs a \"atomic container signature\", not the manifest of an artifact");
    }

    [Fact]
    public void OneByteChanged_AnywhereInWhatIsSigned_IsNotVerified()
    {
        var bundle = SignedModel.Bundle(SignedModel.Statement(), _key);
        var payload = Convert.FromBase64String((string)JsonNode.Parse(bundle)!["dsseEnvelope"]!["payload"]!);
        for (var position = 0; position < payload.Length; position += 7)
        {
            var changed = (byte[])payload.Clone();
            changed[position] ^= 1;
            var document = JsonNode.Parse(bundle)!;
            document["dsseEnvelope"]!["payload"] = Convert.ToBase64String(changed);

            Evaluate([Policy()], SignedModel.Found(Encoding.UTF8.GetBytes(document.ToJsonString()))).Outcome.ShouldBe(SignatureOutcome.Missing, $"at {position}");
        }
    }

    [Theory]
    [InlineData("changed", "atlas.gguf is changed since it was signed")]
    [InlineData("extra", "evil.py is not covered by the signature")]
    [InlineData("missing", "tokenizer/vocab.json is covered by the signature and missing")]
    [InlineData("many", "a, b, c and 1 more are not covered by the signature")]
    public void FilesThatAreNotThoseThatWereSigned_AreNamed(string what, string said)
    {
        (string, string)[] files = what switch
        {
            "changed" => [SignedModel.Files[0], ("atlas.gguf", "weightS"), SignedModel.Files[2]],
            "extra" => [.. SignedModel.Files, ("evil.py", "")],
            "missing" => SignedModel.Files[..2],
            _ => [.. SignedModel.Files, ("a", ""), ("b", ""), ("c", ""), ("d", "")],
        };

        var state = Evaluate(SignedModel.Version(files), [Policy()], SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), _key)));

        (state.Outcome, state.Signatures.Single().Message).ShouldBe((SignatureOutcome.Missing, said));
    }

    [Fact]
    public void SignatureItself_AndWhatTheSignerLeftOut_NeedNotBeCovered()
    {
        const string path = "signatures/release.sigstore.json";
        var bundle = SignedModel.Bundle(SignedModel.Statement(), _key);
        var version = SignedModel.Version([.. SignedModel.Files, (path, Encoding.Latin1.GetString(bundle)), (".git/config", "x"), ("model.sig", "another")]);

        Evaluate(version, [Policy()], SignedModel.Found(bundle, path)).Outcome.ShouldBe(SignatureOutcome.Verified);
        Problem(version, SignedModel.Found(bundle)).ShouldBe($"{path} is not covered by the signature");
    }

    [Fact]
    public void FileThatIsOnlySaidToBeTheSignature_IsToBeCovered()
    {
        var version = SignedModel.Version([.. SignedModel.Files, ("evil.py", "import os")]);

        Problem(version, SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), _key), "evil.py")).ShouldBe("evil.py is not covered by the signature");
    }

    [Fact]
    public void ModelOfOneFile_SignedAsAFile_IsVerified()
    {
        var version = SignedModel.Version(("atlas.gguf", "weights"), ("model.sig", ""));

        Evaluate(version, [Policy()], SignedModel.Found(SignedModel.Bundle(SignedModel.Statement((".", "weights")), _key), "model.sig")).Outcome.ShouldBe(SignatureOutcome.Verified);
        Problem(SignedModel.Version(), SignedModel.Found(SignedModel.Bundle(SignedModel.Statement((".", "weights")), _key))).ShouldEndWith("not covered by the signature");
    }

    [Theory]
    [InlineData("../etc/passwd", "contains \"..\"")]
    [InlineData("/etc/passwd", "is absolute")]
    [InlineData("a\\b", "contains a backslash")]
    [InlineData("README.md", "is there twice")]
    public void NamesThatLeadElsewhere_MakeTheSignatureVoid(string name, string said) =>
        Problem(SignedModel.Found(SignedModel.Bundle(SignedModel.Statement([.. SignedModel.Files, (name, "x")]), _key))).ShouldBe($"it names a file \"{name}\", which {said}");

    [Fact]
    public void FirstReleasesOfModelSigning_ListedFilesAsSubjects()
    {
        var statement = SignedModel.Statement();
        statement["predicateType"] = "https://model_signing/Digests/v0.1";
        statement["subject"] = new JsonArray([.. SignedModel.Files.Select(f => new JsonObject { ["name"] = f.Path, ["digest"] = new JsonObject { ["sha256"] = SignedModel.Hash(f.Content) } })]);

        Evaluate([Policy()], SignedModel.Found(SignedModel.Bundle(statement, _key))).Outcome.ShouldBe(SignatureOutcome.Verified);
    }

    [Theory]
    [InlineData("predicateType", "https://slsa.dev/provenance/v1", "it is a statement of the type https://slsa.dev/provenance/v1: neither a signature of model signing nor one of cosign")]
    [InlineData("_type", "https://example.com", "it signs a \"https://example.com\", not an in-toto statement")]
    [InlineData("method", "shards", "it hashes the model by \"shards\", which is not checked here: sign again with the method files")]
    [InlineData("algorithm", "blake3", "it hashes files with blake3, which is not checked here: sign again with sha256")]
    [InlineData("digest", "0011", "it holds a digest that is not one of SHA-256")]
    [InlineData("root", "0000000000000000000000000000000000000000000000000000000000000000", "its subject is not the digest of the files it lists")]
    public void StatementsThatSaySomethingElse_AreToldApart(string field, string value, string said)
    {
        var statement = SignedModel.Statement();
        var resource = statement["predicate"]!["resources"]![0]!;
        _ = field switch
        {
            "method" => statement["predicate"]!["serialization"]!["method"] = value,
            "algorithm" => resource["algorithm"] = value,
            "digest" => resource["digest"] = value,
            "root" => statement["subject"]![0]!["digest"]!["sha256"] = value,
            _ => statement[field] = value,
        };

        Problem(SignedModel.Found(SignedModel.Bundle(statement, _key))).ShouldBe(said);
    }

    [Theory]
    [InlineData("{", "the bundle is not JSON")]
    [InlineData("[]", "the bundle is not a JSON object")]
    [InlineData("""{"mediaType":"text/plain"}""", "it is not a Sigstore bundle: its mediaType says so of none")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","messageSignature":{}}""", "it signs a single file (messageSignature), not a model: sign the whole model with model_signing, or its manifest with cosign")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseEnvelope":{}}""", "it has no object verificationMaterial")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{},"dsseEnvelope":{"payloadType":"x","payload":"%"}}""", "its field payload is not base64")]
    public void DocumentsThatAreNoBundle_AreToldApart(string document, string said) => Problem(SignedModel.Found(Encoding.UTF8.GetBytes(document))).ShouldBe(said);

    [Fact]
    public void AnotherKey_IsNotTrusted_AndItsHintIsShown()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var state = Evaluate([Policy()], SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), stranger)));

        state.Signatures.Single().Message.ShouldBe("no key of the policy made it (release), or what it signs was changed (it says that the key's fingerprint is 0123…) (policy production)");
        state.Message.ShouldBe(
            "The policy production needs a signature by the key release, and of 1 found none counts: modelsignature atlas-1.2-aa: "
            + state.Signatures.Single().Message + ". Find out where these come from before you trust them.");
    }

    [Fact]
    public void Policy_ThatNothingSatisfies_SaysWhatToDo() => Evaluate([Policy()]).Message.ShouldBe(
        "The policy production needs a signature by the key release, and none was found: have it signed (cosign sign, model_signing sign), or add the signature as a ModelSignature.");

    [Fact]
    public void EveryPolicyThatNeedsOne_HasToTrustOne()
    {
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var security = SignedModel.Trusting(SignedModel.Trusted(second, "security"));
        security.Metadata.Name = "security";
        var one = SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), _key));
        var two = SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), second), name: "atlas-1.2-bb");

        Evaluate([Policy(), security], one).Message.ShouldContain("The policy security needs a signature by the key security, and of 1 found none counts: modelsignature atlas-1.2-aa: is trusted by the policy production only.");
        Evaluate([Policy(), security], one, two).Outcome.ShouldBe(SignatureOutcome.Verified);
        security.Spec.Required = false;
        Evaluate([Policy(), security], one).Outcome.ShouldBe(SignatureOutcome.Verified);
    }

    [Fact]
    public void Policy_AboutOtherVersions_OrWithoutNeed_AsksForNothing()
    {
        var policy = Policy();
        policy.Spec.Versions = new VersionSelector { MatchLabels = new() { ["environment"] = "test" } };
        var signature = SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), _key));

        var state = Evaluate([policy], signature);
        (state.Outcome, state.Signatures.Single().Verified, state.Signatures.Single().Message).ShouldBe((SignatureOutcome.NotAsked, false, "no SignaturePolicy is about the version"));

        policy.Spec.Versions = null;
        policy.Spec.Required = false;
        Evaluate([policy]).Outcome.ShouldBe(SignatureOutcome.NotAsked);
        Evaluate([policy], signature).Outcome.ShouldBe(SignatureOutcome.Verified);
    }

    [Fact]
    public void Formats_ThatDoNotCount_AreRefused()
    {
        var policy = Policy();
        policy.Spec.Formats = ["cosign"];

        Evaluate([policy], SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), _key))).Signatures.Single().Message
            .ShouldBe("signatures of the format model-signing do not count (policy production)");
    }

    private SignaturePolicy Policy() => SignedModel.Trusting(SignedModel.Trusted(_key));

    private string? Problem(ModelSignature signature) => Problem(SignedModel.Version(), signature);

    private string? Problem(ModelVersion version, ModelSignature signature)
    {
        var state = Evaluate(version, [Policy()], signature);
        state.Outcome.ShouldBe(SignatureOutcome.Missing);
        return state.Signatures.Single().Message;
    }

    private static ModelSignature Simple(byte[] payload, byte[] signature) => SignedModel.Found(new ModelSignatureSpec { Format = "SimpleSigning", Document = payload, Signature = signature });

    private static SignatureState Evaluate(IEnumerable<SignaturePolicy> policies, params ModelSignature[] signatures) => Evaluate(SignedModel.Version(), policies, signatures);

    private static SignatureState Evaluate(ModelVersion version, IEnumerable<SignaturePolicy> policies, params ModelSignature[] signatures) =>
        SignatureEvaluator.Evaluate(version, policies, signatures, Now);
}
