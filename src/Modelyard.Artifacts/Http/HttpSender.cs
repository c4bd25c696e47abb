using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace Modelyard.Artifacts;

/// <summary>
/// Sends one GET and follows redirects itself, because who may see the credentials is decided per hop: they go to the origin they
/// were given for and to no other, so a hub's redirect to its content network carries no token.
/// </summary>
internal sealed class HttpSender(ArtifactsOptions options, SourceAccess? access, TimeProvider time) : IDisposable
{
    private const int MaxRedirects = 10;
    private const long LargestJson = 32 << 20;
    private readonly RateLimits _limits = new(options.LongestPause, time);
    private readonly SourceThrottle? _throttle = access is null ? null : new SourceThrottle(access, time);
    private readonly HttpMessageInvoker _invoker = new(ModelHttpHandler.Create(options, access), disposeHandler: true);

    /// <summary>Answers with the headers read; the caller disposes it and reads the status.</summary>
    /// <exception cref="FetchException">Nothing answered, or not in time.</exception>
    internal async Task<HttpResponseMessage> GetAsync(
        Uri address, HttpCredentials? credentials, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        var current = address;
        for (var hop = 0; ; hop++)
        {
            var response = await SendAsync(current, credentials, headers, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return response;
            }

            using (response)
            {
                var next = response.Headers.Location is { } location ? new Uri(current, location)
                    : throw new FetchException(FetchFailure.Unreachable, $"{Show(current)} redirects without saying where to.");
                if (next.Scheme is not ("http" or "https") || (current.Scheme == "https" && next.Scheme == "http"))
                {
                    throw new FetchException(FetchFailure.Unsupported,
                        $"{Show(current)} redirects to {next.Scheme}://{next.Authority}, "
                            + "which is not followed because it is not encrypted. Ask for a link that stays on https.");
                }

                current = hop < MaxRedirects ? next : throw new FetchException(FetchFailure.Unsupported,
                    $"{Show(address)} redirects more than {MaxRedirects} times.");
            }
        }
    }

    /// <summary>For requests that are signed as they are: a redirect is an answer like any other.</summary>
    /// <exception cref="FetchException">Nothing answered, or not in time.</exception>
    internal Task<HttpResponseMessage> GetOnceAsync(Uri address, Action<HttpRequestHeaders> headers, CancellationToken cancellationToken) =>
        SendAsync(address, null, headers, cancellationToken);

    /// <summary>Reads an answer of an API: as quickly as any other answer, and not without end.</summary>
    /// <exception cref="FetchException">The connection was lost, or too much or nothing came.</exception>
    internal async Task<T?> ReadJsonAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<T>(await ReadBytesAsync(response, LargestJson, cancellationToken), StoreJson.Options);

    /// <exception cref="FetchException">The connection was lost, or more came than allowed.</exception>
    internal async Task<byte[]> ReadBytesAsync(HttpResponseMessage response, long limit, CancellationToken cancellationToken)
    {
        var host = response.RequestMessage?.RequestUri?.Authority ?? "the server";
        var reading = new TimedStep(host, $"{host} did not finish its answer within", options.ResponseTimeout, time);
        return await reading.RunAsync(
            async token =>
            {
                try
                {
                    await response.Content.LoadIntoBufferAsync(limit, token);
                    return await response.Content.ReadAsByteArrayAsync(token);
                }
                catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
                {
                    throw new FetchException(FetchFailure.Unsupported,
                        $"{host} sent more than the {DiskFailure.Size(limit)} that such an answer may have.", e);
                }
            },
            cancellationToken);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _throttle?.Dispose();
    }

    internal static string Show(Uri address) => address.GetLeftPart(UriPartial.Path);

    private async Task<HttpResponseMessage> SendAsync(
        Uri address, HttpCredentials? credentials, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", "modelyard");
        // A compressed transfer has neither the length nor the ranges of the file.
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        headers?.Invoke(request.Headers);
        credentials?.ApplyTo(request);

        // Standing in line is not counted against the server.
        await _limits.WaitAsync(address.Authority, cancellationToken);
        var place = _throttle is null ? null : await _throttle.EnterAsync(cancellationToken);
        try
        {
            var asking = new TimedStep(address.Authority, $"{address.Authority} did not answer within", options.ResponseTimeout, time);
            var response = await asking.RunAsync(token => ReachAsync(request, address, token), cancellationToken);
            _limits.Heed(address.Authority, response);
            if (place is not null)
            {
                response.Content = new ThrottledContent(response.Content, _throttle!, place);
            }

            return response;
        }
        catch
        {
            place?.Dispose();
            throw;
        }
    }

    private async ValueTask<HttpResponseMessage> ReachAsync(HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await _invoker.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new FetchException(FetchFailure.Unreachable, $"{address.Authority} cannot be reached: {Explain(e, address)}", e);
        }
    }

    private static string Explain(HttpRequestException e, Uri address) => e switch
    {
        { InnerException: AuthenticationException tls } =>
            $"its certificate is not accepted ({tls.Message.TrimEnd('.')}). "
                + $"If {address.Host} uses a private authority, set MODELYARD_CA_FILE to that authority's PEM file, or give a source of the library a caSecretRef.",
        { HttpRequestError: HttpRequestError.NameResolutionError } =>
            $"the name {address.Host} does not resolve. Check the spelling, the DNS and whether a proxy is needed (HTTPS_PROXY).",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
            "the connection was refused. Check the port and that the server runs.",
        { HttpRequestError: HttpRequestError.ProxyTunnelError } => $"the proxy refused the connection ({e.Message.TrimEnd('.')}).",
        _ => e.InnerException?.Message ?? e.Message,
    };
}
