using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Requests to one Kubernetes API and its answers as JSON; refusals become <see cref="StatusException"/>.</summary>
/// <param name="handler">The way there: sockets with TLS, or the embedded server's own pipeline.</param>
/// <param name="server">The base address; only its path matters when <paramref name="handler"/> stays in process.</param>
public sealed class ApiConnection(HttpMessageHandler handler, Uri server) : IDisposable
{
    private const string Json = "application/json";
    private const int MaxAttempts = 4;

    // Long-running watches and log streams must not be cut by a client-side timeout; callers cancel.
    private readonly HttpClient _http = new(handler) { BaseAddress = EndWithSlash(server), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The base address.</summary>
    public Uri Server => _http.BaseAddress!;

    /// <summary>Sends and returns the answer with its headers read, its body still streaming. The caller disposes it.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, byte[]? body, string contentType, CancellationToken cancellationToken, string accept = Json)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Accept.ParseAdd(accept);
            if (body is not null)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            }

            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                // The server says when it has not even looked at the request (429, 503 with Retry-After): asking again is safe for any verb.
                if (attempt < MaxAttempts && response.Headers.RetryAfter?.Delta is { } wait
                    && response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                {
                    await Task.Delay(wait, cancellationToken);
                    continue;
                }

                throw await ToExceptionAsync(response, cancellationToken);
            }
        }
    }

    /// <summary>Sends and reads the whole answer as <typeparamref name="T"/>.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, string contentType, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, body, contentType, cancellationToken);
        return await ReadAsync<T>(response, path, cancellationToken);
    }

    /// <summary>Reads <paramref name="path"/> as <typeparamref name="T"/>.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken, string accept = Json)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, Json, cancellationToken, accept);
        return await ReadAsync<T>(response, path, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, string path, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(stream, ApiJson.Options, cancellationToken)
            ?? throw new HttpRequestException($"The API answered {path} with an empty document.");
    }

    private static async Task<StatusException> ToExceptionAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            if (JsonSerializer.Deserialize<Status>(text, ApiJson.Options) is { Code: > 0 } status)
            {
                return new StatusException(status);
            }
        }
        catch (JsonException)
        {
            // A proxy or a load balancer answered, not the API: keep what it said.
        }

        var message = text.Length is 0 or > 500 ? response.ReasonPhrase ?? response.StatusCode.ToString() : text.Trim();
        return new StatusException(response.StatusCode, response.StatusCode.ToString(), message);
    }

    private static Uri EndWithSlash(Uri uri) =>
        uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = uri.AbsolutePath + "/" }.Uri;
}
