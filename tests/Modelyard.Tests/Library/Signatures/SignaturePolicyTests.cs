using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.Tests.Library;

public sealed class SignaturePolicyTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Policy_WithAKey_IsTaken() => Errors(new() { Keys = [SignedModel.Trusted(_key)] }).ShouldBeEmpty();

    [Fact]
    public void Policy_WithoutAnybody_IsRefused() => Errors(new()).ShouldBe(["spec.keys: Required value: say whose signatures are trusted: name keys or authorities"]);

    [Theory]
    [InlineData("nonsense", "is not PEM: it must begin with -----BEGIN PUBLIC KEY-----")]
    [InlineData("private", "is a private key: it must not leave its owner. Put the public key here")]
    [InlineData("certificate", "is a CERTIFICATE, not a PUBLIC KEY")]
    [InlineData("broken", "is not a public key that can be read")]
    [InlineData("small", "is an RSA key of 1024 bits: at least 2048 are needed")]
    [InlineData("curve", "is on another curve than P-256, P-384 and P-521")]
    [InlineData("ed25519", "is an Ed25519 key, which cannot be checked here: sign with ECDSA (P-256) or RSA")]
    public void Key_ThatCannotBeUsed_IsRefused_WithWhatToDo(string what, string said)
    {
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        var pem = what switch
        {
            "private" => _key.ExportPkcs8PrivateKeyPem(),
            "certificate" => new CertificateRequest("CN=a", _key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue).ExportCertificatePem(),
            "broken" => "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "small" => small.ExportSubjectPublicKeyInfoPem(),
            "curve" => curve.ExportSubjectPublicKeyInfoPem(),
            "ed25519" => "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----",
            _ => what,
        };

        Errors(new() { Keys = [new TrustedKey { Name = "release", PublicKey = pem }] }).ShouldBe([$"spec.keys[0].publicKey: Invalid value: \"(omitted)\": {said}"]);
    }

    [Fact]
    public void Authority_NeedsARoot_AndPeople_AndALogWhereItsCertificatesNeedOne()
    {
        var root = new CertificateRequest("CN=root", _key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var leaf = new CertificateRequest("CN=leaf", _key, HashAlgorithmName.SHA256)
            .Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, [1]);

        Errors(new() { Authorities = [new TrustedAuthority { Name = "a", Certificates = leaf.ExportCertificatePem(), Identities = [], ValidAt = "Signing" }] }).ShouldBe(
        [
            "spec.authorities[0].certificates: Invalid value: \"(omitted)\": holds no root, a certificate that signs itself: add the one that all others come from",
            "spec.authorities[0].identities: Required value: say who may sign: an authority vouches for many",
            "spec.authorities[0].validAt: Invalid value: \"Signing\": needs somebody who says when a signature was made: name a log in spec.logs",
        ]);
        Errors(new() { Authorities = [new TrustedAuthority { Name = "a", Certificates = "x", Identities = [new SignerIdentity { Subject = "*" }] }] })
            .ShouldBe(["spec.authorities[0].certificates: Invalid value: \"(omitted)\": holds no certificate in PEM: it must begin with -----BEGIN CERTIFICATE-----"]);
        Errors(new() { Authorities = [new TrustedAuthority { Name = "a", Certificates = root.ExportCertificatePem(), Identities = [new SignerIdentity { Subject = "" }] }] })
            .ShouldBe(["spec.authorities[0].identities[0].subject: Invalid value: \"\": fits nobody: write an address, or a glob such as *@acme.example"]);
        Errors(new() { Authorities = [new TrustedAuthority { Name = "a", Certificates = root.ExportCertificatePem(), Identities = [new SignerIdentity { Subject = "*" }] }] }).ShouldBeEmpty();
    }

    [Fact]
    public void NamesAndFormats_AreChecked()
    {
        Errors(new() { Keys = [SignedModel.Trusted(_key)], Authorities = [new TrustedAuthority { Name = "release", Certificates = "x", Identities = [new SignerIdentity { Subject = "*" }] }] })
            .ShouldContain("spec.authorities[0].name: Duplicate value: \"release\"");
        Errors(new() { Keys = [SignedModel.Trusted(_key)], Formats = ["gpg"] }).ShouldBe(["spec.formats[0]: Unsupported value: \"gpg\": supported values: \"cosign\", \"model-signing\""]);
    }

    [Fact]
    public void Signature_NeverChanges_AndHoldsWhatItsFormatNeeds()
    {
        var signature = SignedModel.Found(new ModelSignatureSpec { Format = "SimpleSigning", Document = [] });
        Wrong(signature).ShouldBe(["spec.document: Invalid value: \"0 bytes\": must have 1 to 2097152 bytes", "spec.signature: Required value: the signature over the document"]);

        var bundle = SignedModel.Found("{}"u8.ToArray());
        Wrong(bundle).ShouldBeEmpty();
        bundle.Spec.Signature = [1];
        Wrong(bundle).ShouldBe(["spec.signature: Forbidden: a bundle holds it already"]);
        Wrong(SignedModel.Found("{ }"u8.ToArray()), SignedModel.Found("{}"u8.ToArray()))
            .ShouldBe(["spec: Forbidden: a signature never changes: add another, and delete this one if it is of no use"]);
        Wrong(SignedModel.Found(new byte[ModelSignatureSpec.LongestDocument + 1])).Single().ShouldStartWith("spec.document: Invalid value: \"2097153 bytes\"");
    }

    private static IEnumerable<string> Errors(SignaturePolicySpec spec) => Wrong(new SignaturePolicy { Metadata = new ObjectMeta { Name = "production" }, Spec = spec });

    private static IReadOnlyList<string> Wrong<T>(T value, T? old = null)
        where T : Resource =>
        [.. KindRegistry.BuiltIn.Single(k => k.Kind == typeof(T).Name).Validate!(Json(value)!, Json(old)).Select(e => e.ToString())];

    private static JsonObject? Json<T>(T? value) => JsonSerializer.SerializeToNode(value, ApiJson.Options) as JsonObject;
}
