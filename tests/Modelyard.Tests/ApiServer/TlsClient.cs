using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Modelyard.ApiServer;

namespace Modelyard.Tests.ApiServer;

/// <summary>Connections as any program makes them: over TLS, trusting what the kubeconfig says.</summary>
internal static class TlsClient
{
    /// <summary>As the administrator.</summary>
    public static HttpClient Connect(ApiServerHost host) =>
        Connect(host, X509Certificate2.CreateFromPem(Read(host, "client-certificate-data"), Read(host, "client-key-data")));

    public static HttpClient ConnectAnonymously(ApiServerHost host) => Connect(host, null);

    public static HttpClient Connect(ApiServerHost host, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509Certificate2.CreateFromPem(Read(host, "certificate-authority-data")) },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        return new HttpClient(handler) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    private static string Read(ApiServerHost host, string key)
    {
        var line = File.ReadAllLines(host.KubeconfigPath).Single(l => l.Contains(key, StringComparison.Ordinal));
        return Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(": ")[1]));
    }
}
