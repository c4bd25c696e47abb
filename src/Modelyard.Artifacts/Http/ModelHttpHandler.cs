using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.Artifacts;

/// <summary>
/// The one handler all downloads share: pooled, proxies from the environment, authorities of the company where configured.
/// </summary>
internal static class ModelHttpHandler
{
    internal static SocketsHttpHandler Create(ArtifactsOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        SslOptions = options.CaFile is null ? new() : new() { RemoteCertificateValidationCallback = TrustAlso(Load(options.CaFile)) },
    };

    private static X509Certificate2Collection Load(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FetchException(FetchFailure.InvalidUri, $"the file of trusted authorities {file} cannot be read: {e.Message}", e);
        }

        return authorities.Count > 0 ? authorities
            : throw new FetchException(FetchFailure.InvalidUri,
                $"the file of trusted authorities {file} has no certificate in it: it must be a PEM file.");
    }

    private static RemoteCertificateValidationCallback TrustAlso(X509Certificate2Collection own) => (_, certificate, sent, errors) =>
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return errors == SslPolicyErrors.None;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(own);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var intermediate in sent?.ChainPolicy.ExtraStore ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(intermediate);
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(leaf);
    };
}
