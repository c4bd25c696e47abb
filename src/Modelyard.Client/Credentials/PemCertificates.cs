using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.Client;

/// <summary>Certificates as text.</summary>
internal static class PemCertificates
{
    public static bool CanRead(string pem)
    {
        try
        {
            return Read(pem).Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static X509Certificate2Collection Read(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }

    /// <summary>A certificate to show, with those that lead from it to its authority.</summary>
    /// <exception cref="ArgumentException">They cannot be read, or do not fit together.</exception>
    public static SslStreamCertificateContext Context(string certificatePem, string keyPem)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            return SslStreamCertificateContext.Create(leaf, [.. Read(certificatePem).Skip(1)], offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new ArgumentException(e.Message, e);
        }
    }
}
