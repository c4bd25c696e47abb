using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Modelyard.Client;

/// <summary>Opens the connection a kubeconfig describes.</summary>
public static class KubeconfigConnection
{
    /// <summary>A connection to the server of <paramref name="context"/> (or of the current one), as its user.</summary>
    /// <exception cref="KubeconfigException">The file leads nowhere or holds unusable certificates.</exception>
    public static ApiConnection Open(Kubeconfig config, string? context = null)
    {
        var (cluster, user, _) = config.Resolve(context);
        if (!Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server))
        {
            throw new KubeconfigException($"The server address \"{cluster.Server}\" of the kubeconfig is not a URL.");
        }

        var sockets = new SocketsHttpHandler
        {
            SslOptions = TlsOptions(cluster, user),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            AutomaticDecompression = System.Net.DecompressionMethods.GZip,
        };
        return new ApiConnection(Token(user) is { } token ? new BearerHandler(token, sockets) : sockets, server);
    }

    private static SslClientAuthenticationOptions TlsOptions(Kubeconfig.Cluster cluster, Kubeconfig.User user)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = cluster.TlsServerName };
        if (cluster.InsecureSkipTlsVerify)
        {
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
        else if (Pem(cluster.CertificateAuthorityData, cluster.CertificateAuthority) is { } authority)
        {
            // The file's authority replaces the system's: nobody else may vouch for this server.
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(authority);
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        if (Pem(user.ClientCertificateData, user.ClientCertificate) is { } certificate)
        {
            var key = Pem(user.ClientKeyData, user.ClientKey)
                ?? throw new KubeconfigException("The kubeconfig has a client certificate but no client key.");
            options.ClientCertificates = [X509Certificate2.CreateFromPem(certificate, key)];
        }

        return options;
    }

    private static string? Token(Kubeconfig.User user) =>
        user.Token ?? (user.TokenFile is { } file ? File.ReadAllText(file).Trim() : null);

    private static string? Pem(string? data, string? file)
    {
        if (data is null)
        {
            return file is null ? null : File.ReadAllText(file);
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException e)
        {
            throw new KubeconfigException("Certificate data in the kubeconfig is not base64.", e);
        }
    }

    private sealed class BearerHandler(string token, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
