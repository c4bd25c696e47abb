using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.IdentityModel.Protocols;
using Modelyard.Api;

namespace Modelyard.WebConsole;

/// <summary>Requests to one provider: bounded in time and size, over the authorities it is configured with, and never to where it redirects.</summary>
internal sealed class ProviderConnection : IDocumentRetriever, IDisposable
{
    private const int LargestAnswer = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    public ProviderConnection(IdentityProviderSpec provider)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience };
        if (provider.CaBundle is { } bundle)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPem(bundle);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        _http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };
    }

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Allowed(address));
        return await SendAsync(request, "Check spec.issuer: the provider's address up to, but without, /.well-known.", cancel);
    }

    /// <summary>What the provider knows of whoever a token is of.</summary>
    public async Task<string> GetUserAsync(string address, string accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Allowed(address));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await SendAsync(request, "Check spec.scopes.", cancellationToken);
    }

    /// <summary>Posts a form, with the password of a client when it has one.</summary>
    public async Task<string> PostAsync(string address, Dictionary<string, string> form, string client, string? secret, bool secretInForm, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Allowed(address));
        if (secret is not null && !secretInForm)
        {
            // RFC 6749, 2.3.1: both are encoded as in forms before they are joined.
            var pair = $"{WebUtility.UrlEncode(client)}:{WebUtility.UrlEncode(secret)}";
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            form["client_id"] = client;
            if (secret is not null)
            {
                form["client_secret"] = secret;
            }
        }

        request.Content = new FormUrlEncodedContent(form);
        return await SendAsync(request, "Check spec.clientId, the client's secret, and the redirect address at the provider.", cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(HttpRequestMessage request, string whenRefused, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsStringAsync(cancellationToken)
                : throw new ProviderException("ProviderRefused", $"{request.RequestUri!.GetLeftPart(UriPartial.Path)} answered with {(int)response.StatusCode}. {whenRefused}");
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderException("ProviderUnreachable", $"{request.RequestUri!.GetLeftPart(UriPartial.Authority)} {Why(e)}", e);
        }
    }

    private static string Why(Exception failure) => failure switch
    {
        OperationCanceledException => $"did not answer within {Patience.TotalSeconds:0} s. Check spec.issuer, and whether this machine can reach it.",
        { InnerException: AuthenticationException untrusted } =>
            $"cannot be reached: {untrusted.Message.TrimEnd('.')}. Put the authority of its certificate into spec.caBundle, or renew the certificate.",
        _ => $"cannot be reached: {(failure.InnerException ?? failure).Message.TrimEnd('.')}. Check spec.issuer, and whether this machine can reach it.",
    };

    /// <summary>An address that the provider names. The issuer is checked when it is written; what its document says is not.</summary>
    /// <exception cref="ProviderException">Nobody must be sent there.</exception>
    public static Uri Allowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw new ProviderException("ProviderUnusable", $"The provider names the address \"{address}\", which is not https.");
}
