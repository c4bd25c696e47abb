using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Abstractions;
using Modelyard.ApiServer;
using Modelyard.Tests.Testing;

namespace Modelyard.Tests.ApiServer;

public sealed class ServingCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelyard-pki-").FullName;
    private readonly ManualTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Renewal_ReplacesServerAndAdministratorCertificatesAMonthBeforeTheyExpire()
    {
        var options = new ApiServerOptions { DataDirectory = _folder, Time = _time };
        using var authority = CertificateAuthority.Open(options.PkiDirectory, _time);
        using var serving = new ServingCertificate(authority, options, _time, NullLogger<ServingCertificate>.Instance);
        serving.Announce(new Uri("https://127.0.0.1:6443/"));
        var (first, kubeconfig) = (await ShownAsync(serving), await File.ReadAllTextAsync(options.KubeconfigPath, TestContext.Current.CancellationToken));

        _time.Advance(TimeSpan.FromDays(330));
        serving.Renew();
        (await ShownAsync(serving)).SerialNumber.ShouldBe(first.SerialNumber);
        (await File.ReadAllTextAsync(options.KubeconfigPath, TestContext.Current.CancellationToken)).ShouldBe(kubeconfig);

        _time.Advance(TimeSpan.FromDays(6));
        serving.Renew();
        var second = await ShownAsync(serving);
        second.SerialNumber.ShouldNotBe(first.SerialNumber);
        second.NotAfter.ShouldBeGreaterThan(first.NotAfter.AddDays(300));
        (await File.ReadAllTextAsync(options.KubeconfigPath, TestContext.Current.CancellationToken)).ShouldNotBe(kubeconfig);
    }

    private static async Task<X509Certificate2> ShownAsync(ServingCertificate serving) =>
        (await serving.Handshakes.OnConnection(new TlsHandshakeCallbackContext())).ServerCertificateContext!.TargetCertificate;
}
