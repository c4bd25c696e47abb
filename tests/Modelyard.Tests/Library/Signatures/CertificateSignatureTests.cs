using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Library;

namespace Modelyard.Tests.Library;

/// <summary>Signers whom an authority names: root, intermediate, and certificates for people and workflows.</summary>
public sealed class CertificateSignatureTests : IDisposable
{
    private const string Workflow = "https://github.com/acme/models/.github/workflows/release.yml@refs/heads/main";
    private const string WorkflowIssuer = "https://token.actions.githubusercontent.com";

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _logKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    public CertificateSignatureTests()
    {
        _root = Authority("CN=Acme root", null);
        _intermediate = Authority("CN=Acme signing", _root);
    }

    public void Dispose()
    {
        _key.Dispose();
        _logKey.Dispose();
        _root.Dispose();
        _intermediate.Dispose();
    }

    [Theory]
    [InlineData("*@acme.example", null, true)]
    [InlineData("lead@acme.example", null, true)]
    [InlineData("*@other.example", null, false)]
    [InlineData("*@acme.example", "https://idp.example", false)]
    public void Identity_DecidesWhoOfAnAuthorityIsTrusted(string subject, string? issuer, bool trusted)
    {
        using var certificate = Certificate(email: "lead@acme.example");
        var state = Evaluate(Policy(subject, issuer), Bundle(certificate, _intermediate));

        state.Outcome.ShouldBe(trusted ? SignatureOutcome.Verified : SignatureOutcome.Missing);
        var shown = state.Signatures.Single();
        (shown.Signer, shown.Issuer, shown.Message).ShouldBe(trusted
            ? ("lead@acme.example", "acme-pki", null)
            : (null, null, "lead@acme.example is not among those whom the policy trusts the authority acme-pki to name (policy production)"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Issuer_AsFulcioNotesIt_InBothForms_HasToFit(bool typed)
    {
        using var certificate = Certificate(uri: Workflow, issuer: WorkflowIssuer, typed: typed);

        var state = Evaluate(Policy("https://github.com/acme/**", WorkflowIssuer), Bundle(certificate, _intermediate));
        (state.Outcome, state.Signatures.Single().Issuer).ShouldBe((SignatureOutcome.Verified, $"acme-pki, {WorkflowIssuer}"));

        Evaluate(Policy("https://github.com/acme/**", "https://accounts.example"), Bundle(certificate, _intermediate)).Signatures.Single().Message
            .ShouldBe($"{Workflow} (known to {WorkflowIssuer}) is not among those whom the policy trusts the authority acme-pki to name (policy production)");
    }

    [Fact]
    public void Intermediate_MayComeWithThePolicy_OrWithTheSignature_ButHasToComeFromTheRoot()
    {
        using var certificate = Certificate(email: "lead@acme.example");

        Evaluate(Policy("**", null, _root), Bundle(certificate, _intermediate)).Outcome.ShouldBe(SignatureOutcome.Verified);
        Evaluate(Policy("**", null, _root, _intermediate), Bundle(certificate)).Outcome.ShouldBe(SignatureOutcome.Verified);
        Evaluate(Policy("**", null, _root), Bundle(certificate)).Signatures.Single().Message.ShouldBe("the authority acme-pki does not vouch for the certificate for lead@acme.example: it comes from another (policy production)");

        using var other = Authority("CN=Acme root", null);
        Evaluate(Policy("**", null, other, _intermediate), Bundle(certificate)).Outcome.ShouldBe(SignatureOutcome.Missing, "a root of the same name is another root");
    }

    [Fact]
    public void CertificateThatHasEnded_CountsOnlyWhereThePolicySaysSo()
    {
        using var certificate = Certificate(email: "lead@acme.example", from: Now.AddDays(-30), to: Now.AddDays(-20));
        var policy = Policy("**", null);

        Evaluate(policy, Bundle(certificate, _intermediate)).Signatures.Single().Message.ShouldBe(
            "the authority acme-pki does not vouch for the certificate for lead@acme.example: it, or one that leads to it, was not valid on 2026-06-01 12:00 UTC "
            + "(its own time is 2026-05-02 12:00 to 2026-05-12 12:00) (policy production)");
        policy.Spec.Authorities![0].ValidAt = "Issued";
        Evaluate(policy, Bundle(certificate, _intermediate)).Outcome.ShouldBe(SignatureOutcome.Verified);
    }

    [Fact]
    public void CertificateThatWillEnd_IsLookedAtAgainThen()
    {
        using var certificate = Certificate(email: "lead@acme.example", to: Now.AddDays(3));

        Evaluate(Policy("**", null), Bundle(certificate, _intermediate)).ReviewAt.ShouldBe(Now.AddDays(3));
    }

    [Fact]
    public void CertificateOfMinutes_CountsWhenATrustedLogSaysThatItWasUsedInTime()
    {
        using var certificate = Certificate(email: "lead@acme.example", from: Now.AddDays(-30), to: Now.AddDays(-30).AddMinutes(10));
        var policy = Policy("**", null);
        policy.Spec.Authorities![0].ValidAt = "Signing";
        policy.Spec.Logs = [SignedModel.Trusted(_logKey, "rekor")];

        Evaluate(policy, Logged(certificate, Now.AddDays(-30).AddMinutes(2))).Outcome.ShouldBe(SignatureOutcome.Verified);
        Evaluate(policy, Logged(certificate, Now.AddDays(-2))).Outcome.ShouldBe(SignatureOutcome.Missing, "it was used after its end");
        Evaluate(policy, Logged(certificate, Now.AddDays(-30).AddMinutes(2), forge: true)).Outcome.ShouldBe(SignatureOutcome.Missing, "the log promised another time");
        Evaluate(policy, Logged(certificate, Now.AddDays(-30).AddMinutes(2), about: [1, 2, 3])).Outcome.ShouldBe(SignatureOutcome.Missing, "the log has another signature");
        Evaluate(policy, Bundle(certificate, _intermediate)).Signatures.Single().Message.ShouldBe(
            "no log of the policy says when the certificate for lead@acme.example was used, and the authority acme-pki counts at the time of signing only (policy production)");
        policy.Spec.Logs = [SignedModel.Trusted(_key, "another")];
        Evaluate(policy, Logged(certificate, Now.AddDays(-30).AddMinutes(2))).Outcome.ShouldBe(SignatureOutcome.Missing, "the log is not one of the policy's");
    }

    [Fact]
    public void LogEntry_OfCosign_IsReadFromItsAnnotation()
    {
        using var certificate = Certificate(email: "lead@acme.example", from: Now.AddDays(-30), to: Now.AddDays(-30).AddMinutes(10));
        var payload = SignedModel.SimpleSigning(SignedModel.Manifest);
        var signature = SignedModel.Sign(_key, payload);
        var (body, time, id, promise) = Promise(new JsonObject { ["kind"] = "hashedrekord", ["spec"] = new JsonObject { ["signature"] = new JsonObject { ["content"] = Convert.ToBase64String(signature) } } }, Now.AddDays(-30).AddMinutes(1));
        var policy = Policy("**", null);
        policy.Spec.Authorities![0].ValidAt = "Signing";
        policy.Spec.Logs = [SignedModel.Trusted(_logKey, "rekor")];

        Evaluate(policy, SignedModel.Found(new ModelSignatureSpec
        {
            Format = "SimpleSigning",
            Document = payload,
            Signature = signature,
            Certificates = certificate.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem(),
            LogEntry = new JsonObject
            {
                ["SignedEntryTimestamp"] = Convert.ToBase64String(promise),
                ["Payload"] = new JsonObject { ["body"] = Convert.ToBase64String(body), ["integratedTime"] = time, ["logIndex"] = 7, ["logID"] = id },
            }.ToJsonString(),
        })).Outcome.ShouldBe(SignatureOutcome.Verified);
    }

    [Fact]
    public void Certificate_OfAnotherSignature_OrNotForSigning_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var foreign = Certificate(email: "lead@acme.example", key: other);
        Evaluate(Policy("**", null), Bundle(foreign, _intermediate)).Signatures.Single().Message.ShouldBe("what it signs was changed, or its certificate belongs to another signature (policy production)");

        using var server = Certificate(email: "lead@acme.example", use: "1.3.6.1.5.5.7.3.1");
        Evaluate(Policy("**", null), Bundle(server, _intermediate)).Signatures.Single().Message.ShouldEndWith("it is not for signing code (policy production)");

        using var encipherment = Certificate(email: "lead@acme.example", usage: X509KeyUsageFlags.KeyEncipherment);
        Evaluate(Policy("**", null), Bundle(encipherment, _intermediate)).Signatures.Single().Message.ShouldEndWith("it is not for signatures (policy production)");
    }

    [Fact]
    public void CommonName_CountsWhereACertificateHasNoOtherName_AndNowhereElse()
    {
        using var plain = Certificate();
        Evaluate(Policy("signer", null), Bundle(plain, _intermediate)).Outcome.ShouldBe(SignatureOutcome.Verified);

        using var named = Certificate(email: "lead@acme.example");
        Evaluate(Policy("signer", null), Bundle(named, _intermediate)).Outcome.ShouldBe(SignatureOutcome.Missing);
    }

    [Fact]
    public void Certificate_ThatIsNone_IsToldApart()
    {
        var material = new JsonObject { ["certificate"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String([1, 2, 3]) } };

        Evaluate(Policy("**", null), SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), _key, material))).Signatures.Single().Message
            .ShouldBe("its certificate cannot be read (policy production)");
    }

    private ModelSignature Bundle(params X509Certificate2[] chain) => SignedModel.Found(SignedModel.Bundle(SignedModel.Statement(), _key, Material(chain)));

    private ModelSignature Logged(X509Certificate2 certificate, DateTimeOffset at, byte[]? about = null, bool forge = false)
    {
        var document = JsonNode.Parse(SignedModel.Bundle(SignedModel.Statement(), _key, Material([certificate, _intermediate])))!;
        var signature = about is null ? (string)document["dsseEnvelope"]!["signatures"]![0]!["sig"]! : Convert.ToBase64String(about);
        var entry = new JsonObject { ["kind"] = "dsse", ["spec"] = new JsonObject { ["signatures"] = new JsonArray(new JsonObject { ["signature"] = signature }) } };
        var (body, time, id, promise) = Promise(entry, forge ? Now : at);
        document["verificationMaterial"]!["tlogEntries"] = new JsonArray(new JsonObject
        {
            ["logIndex"] = "7",
            ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(Convert.FromHexString(id)) },
            ["integratedTime"] = (forge ? at.ToUnixTimeSeconds() : time).ToString(),
            ["inclusionPromise"] = new JsonObject { ["signedEntryTimestamp"] = Convert.ToBase64String(promise) },
            ["canonicalizedBody"] = Convert.ToBase64String(body),
        });
        return SignedModel.Found(Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    private (byte[] Body, long Time, string Id, byte[] Promise) Promise(JsonObject entry, DateTimeOffset at)
    {
        var body = Encoding.UTF8.GetBytes(entry.ToJsonString());
        var id = Convert.ToHexStringLower(SHA256.HashData(_logKey.ExportSubjectPublicKeyInfo()));
        var promised = $$"""{"body":"{{Convert.ToBase64String(body)}}","integratedTime":{{at.ToUnixTimeSeconds()}},"logID":"{{id}}","logIndex":7}""";
        return (body, at.ToUnixTimeSeconds(), id, SignedModel.Sign(_logKey, Encoding.UTF8.GetBytes(promised)));
    }

    private static JsonObject Material(X509Certificate2[] chain) => new()
    {
        ["x509CertificateChain"] = new JsonObject { ["certificates"] = new JsonArray([.. chain.Select(c => new JsonObject { ["rawBytes"] = Convert.ToBase64String(c.RawData) })]) },
    };

    private SignaturePolicy Policy(string subject, string? issuer, params X509Certificate2[] certificates) => new()
    {
        Metadata = new ObjectMeta { Name = "production" },
        Spec = new SignaturePolicySpec
        {
            Authorities =
            [
                new TrustedAuthority
                {
                    Name = "acme-pki",
                    Certificates = string.Join('\n', (certificates.Length > 0 ? certificates : [_root]).Select(c => c.ExportCertificatePem())),
                    Identities = [new SignerIdentity { Subject = subject, Issuer = issuer }],
                },
            ],
        },
    };

    private static SignatureState Evaluate(SignaturePolicy policy, ModelSignature signature) => SignatureEvaluator.Evaluate(SignedModel.Version(), [policy], [signature], Now);

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(Now.AddYears(-1), Now.AddYears(1));
        }

        using var issued = request.Create(issuer, Now.AddDays(-300), Now.AddDays(300), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Certificate(
        string? email = null, string? uri = null, string? issuer = null, bool typed = true, DateTimeOffset? from = null, DateTimeOffset? to = null, ECDsa? key = null,
        string use = "1.3.6.1.5.5.7.3.3", X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature)
    {
        var request = new CertificateRequest("CN=signer", key ?? _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        if (email is not null || uri is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            if (email is not null)
            {
                names.AddEmailAddress(email);
            }

            if (uri is not null)
            {
                names.AddUri(new Uri(uri));
            }

            request.CertificateExtensions.Add(names.Build(critical: true));
        }

        if (issuer is not null)
        {
            var written = new AsnWriter(AsnEncodingRules.DER);
            written.WriteCharacterString(UniversalTagNumber.UTF8String, issuer);
            request.CertificateExtensions.Add(new X509Extension(typed ? "1.3.6.1.4.1.57264.1.8" : "1.3.6.1.4.1.57264.1.1", typed ? written.Encode() : Encoding.UTF8.GetBytes(issuer), false));
        }

        return request.Create(_intermediate, from ?? Now.AddDays(-1), to ?? Now.AddDays(30), RandomNumberGenerator.GetBytes(8));
    }
}
