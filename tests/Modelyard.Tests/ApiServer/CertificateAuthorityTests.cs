using System.Security.Cryptography.X509Certificates;
using Modelyard.ApiServer;
using Modelyard.Tests.Artifacts;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.ApiServer;

/// <summary>The installation's own authority: what it keeps, renews and vouches for.</summary>
public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Authority_IsFoundedOnce()
    {
        string first;
        using (var authority = Open())
        {
            first = authority.CertificatePem;
        }

        using var again = Open();
        again.CertificatePem.ShouldBe(first);
    }

    [Fact]
    public void ServerCertificate_NamesItsHostsAndIsKept()
    {
        using var authority = Open();
        using var first = authority.ServerCertificate(["localhost", "127.0.0.1", "::1", "box"]);
        first.MatchesHostname("localhost").ShouldBeTrue();
        first.MatchesHostname("127.0.0.1").ShouldBeTrue();
        first.MatchesHostname("box").ShouldBeTrue();
        first.MatchesHostname("example.com").ShouldBeFalse();
        using var second = authority.ServerCertificate(["localhost", "127.0.0.1", "::1", "box"]);
        second.Thumbprint.ShouldBe(first.Thumbprint);
    }

    [Fact]
    public void ServerCertificate_ForOtherNames_IsIssuedAnew()
    {
        using var authority = Open();
        using var first = authority.ServerCertificate(["localhost"]);
        using var second = authority.ServerCertificate(["localhost", "renamed"]);
        second.Thumbprint.ShouldNotBe(first.Thumbprint);
    }

    [Theory]
    [InlineData(300, false)]
    [InlineData(340, true)]
    public void Certificate_IsRenewedAMonthBeforeItExpires(int days, bool renewed)
    {
        using var authority = Open();
        using var first = authority.ClientCertificate("admin", "admin", "system:masters");
        _time.Advance(TimeSpan.FromDays(days));
        using var second = authority.ClientCertificate("admin", "admin", "system:masters");
        (second.Thumbprint != first.Thumbprint).ShouldBe(renewed);
    }

    [Fact]
    public void Certificate_OfAReplacedAuthority_IsIssuedAnew()
    {
        using (var authority = Open())
        {
            authority.ServerCertificate(["localhost"]).Dispose();
        }

        File.Delete(_folder.At("ca.crt"));
        using var replaced = Open();
        using var certificate = replaced.ServerCertificate(["localhost"]);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(replaced.CertificatePem));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        chain.Build(certificate).ShouldBeTrue();
    }

    [Fact]
    public void Authority_VouchesForItsClientsOnlyAndWhileTheyAreValid()
    {
        using var authority = Open();
        using var client = authority.ClientCertificate("admin", "admin", "system:masters");
        using var server = authority.ServerCertificate(["localhost"]);
        authority.Vouches(client).ShouldBeTrue();
        authority.Vouches(server).ShouldBeFalse();
        _time.Advance(TimeSpan.FromDays(400));
        authority.Vouches(client).ShouldBeFalse();
    }

    [Fact]
    public void ClientCertificate_NamesUserAndGroups()
    {
        using var authority = Open();
        using var certificate = authority.ClientCertificate("eve", "eve", "dev", "ops");
        var identity = ClientCertificateIdentity.Of(certificate)!;
        identity.Name.ShouldBe("eve");
        identity.Groups.ShouldBe(["dev", "ops", "system:authenticated"], ignoreOrder: true);
        ClientCertificateIdentity.Of(null).ShouldBeNull();
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Keys_AreReadableByTheirOwnerOnly()
    {
        using var authority = CertificateAuthority.Open(_folder.At("pki"), _time);
        authority.ServerCertificate(["localhost"]).Dispose();
        File.GetUnixFileMode(_folder.At("pki")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(_folder.At("pki")))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    private CertificateAuthority Open() => CertificateAuthority.Open(_folder.Path, _time);
}
