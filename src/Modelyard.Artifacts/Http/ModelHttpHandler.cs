using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.Artifacts;

/// <summary>
/// How connections are made: pooled, proxies from the environment or the one of the source, authorities of the company where configured.
/// </summary>
internal static class ModelHttpHandler
{
    internal static SocketsHttpHandler Create(ArtifactsOptions options, SourceAccess? access)
    {
        var authorities = new X509Certificate2Collection();
        if (options.CaFile is { } file)
        {
            Add(authorities, $"the file of trusted authorities {file}", () => authorities.ImportFromPemFile(file));
        }

        if (access?.CaPem is { } pem)
        {
            Add(authorities, "the trusted authority of the source", () => authorities.ImportFromPem(pem));
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = authorities.Count == 0 ? new() : new() { RemoteCertificateValidationCallback = TrustAlso(authorities) },
        };
        if (access?.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy) { Credentials = CredentialsIn(proxy) };
        }

        return handler;
    }

    private static NetworkCredential? CredentialsIn(Uri proxy) => proxy.UserInfo.Split(':', 2) switch
    {
        [{ Length: > 0 } user, var password] => new(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password)),
        _ => null,
    };

    private static void Add(X509Certificate2Collection authorities, string what, Action import)
    {
        var before = authorities.Count;
        try
        {
            import();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FetchException(FetchFailure.InvalidUri, $"{what} cannot be read: {e.Message}", e);
        }

        if (authorities.Count == before)
        {
            throw new FetchException(FetchFailure.InvalidUri, $"{what} has no certificate in it: it must be PEM.");
        }
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
