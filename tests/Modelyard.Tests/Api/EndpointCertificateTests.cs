using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Modelyard.Api;

namespace Modelyard.Tests;

public sealed class EndpointCertificateTests
{
    private static readonly EndpointTls Tls = new() { SecretName = "chat-tls" };
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Secret_WithACertificateAndItsKey_IsRead_AndGoodForItsHostsWhileItIsValid()
    {
        var (certificate, key) = Make("chat.example", "*.acme.example");

        var read = EndpointCertificate.Read(Secret(certificate, key), Tls, out var problem);

        problem.ShouldBeNull();
        using var leaf = read!.Leaf;
        leaf.HasPrivateKey.ShouldBeTrue();
        read.ProblemFor("chat.example", Now).ShouldBeNull();
        read.ProblemFor("any.acme.example", Now).ShouldBeNull();
        var other = read.ProblemFor("other.example", Now)!;
        (other.Reason, other.Message.Contains("only chat.example, *.acme.example", StringComparison.Ordinal)).ShouldBe(("CertificateForAnotherHost", true));
        read.ProblemFor("chat.example", Now.AddYears(1))!.Reason.ShouldBe("CertificateExpired");
        read.ProblemFor("chat.example", Now.AddYears(-1))!.Reason.ShouldBe("CertificateExpired");
    }

    [Fact]
    public void Secret_WithAChain_HasTheIssuersToo()
    {
        var (certificate, key) = Make("chat.example");
        var (issuer, _) = Make("issuer.example");

        EndpointCertificate.Read(Secret(certificate + "\n" + issuer, key), Tls, out _)!.Issuers.Count.ShouldBe(1);
    }

    [Fact]
    public void Secret_ThatIsMissing_IsNamed_WithTheCommandThatMakesIt()
    {
        EndpointCertificate.Read(null, Tls, out var problem).ShouldBeNull();

        (problem!.Reason, problem.Message.Contains("kubectl create secret tls chat-tls", StringComparison.Ordinal)).ShouldBe(("CertificateNotFound", true));
    }

    [Fact]
    public void Secret_ThatIsUnusable_SaysWhatIsWrong()
    {
        var (certificate, key) = Make("chat.example");
        var (_, otherKey) = Make("chat.example");

        ReasonOf(Secret(certificate, key, type: "Opaque")).ShouldBe("CertificateSecretUnusable");
        ReasonOf(Secret("no certificate", key)).ShouldBe("CertificateSecretUnusable");
        ReasonOf(Secret(certificate, otherKey)).ShouldBe("CertificateKeyMismatch");
        ReasonOf(Secret(certificate, "no key")).ShouldBe("CertificateKeyMismatch");
        ReasonOf(new Secret { Type = EndpointCertificate.SecretType, Data = [] }).ShouldBe("CertificateSecretUnusable");
    }

    private static string ReasonOf(Secret secret)
    {
        EndpointCertificate.Read(secret, Tls, out var problem).ShouldBeNull();
        return problem!.Reason;
    }

    private static Secret Secret(string certificate, string key, string type = EndpointCertificate.SecretType) => new()
    {
        Type = type,
        Data = new() { ["tls.crt"] = Encoding.UTF8.GetBytes(certificate), ["tls.key"] = Encoding.UTF8.GetBytes(key) },
    };

    private static (string Certificate, string Key) Make(params string[] hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        hosts.ToList().ForEach(names.AddDnsName);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(60));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
