using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard;

/// <summary>A certificate of the installation's own authority for the console's published address, renewed in time.</summary>
internal sealed class ConsoleCertificate(Func<string, X509Certificate2> issue, string host, TimeProvider time)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private SslStreamCertificateContext? _current;

    public SslStreamCertificateContext Current()
    {
        lock (_gate)
        {
            if (_current is null || time.GetUtcNow() > _current.TargetCertificate.NotAfter - RenewBefore)
            {
                _current = SslStreamCertificateContext.Create(issue(host), null, offline: true);
            }

            return _current;
        }
    }
}
