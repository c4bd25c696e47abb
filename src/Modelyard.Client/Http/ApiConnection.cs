using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Requests to one Kubernetes API and its answers as JSON; refusals become <see cref="StatusException"/>.</summary>
/// <param name="handler">The way there: sockets with TLS, or the embedded server's own pipeline.</param>
/// <param name="server">The base address; only its path matters when <paramref name="handler"/> stays in process.</param>
/// <param name="time">The clock; the system's when null.</param>
public sealed class ApiConnection(HttpMessageHandler handler, Uri server, TimeProvider? time = null) : IDisposable
{
    private const string Json = "application/json";
    private const int UploadBuffer = 1 << 20;

    // A server gives itself 60 s for a request that is no watch: later than this nobody answers any more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    // Who changed what is told by it, in managedFields and in the audit trail.
    private static readonly ProductInfoHeaderValue UserAgent = new("modelyard", typeof(ApiConnection).Assembly.GetName().Version!.ToString(3));

    // Long-running watches and log streams must not be cut by a client-side timeout; callers cancel.
    private readonly HttpClient _http = new(handler)
    {
        BaseAddress = EndWithSlash(server),
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { UserAgent = { UserAgent } },
    };

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly RetryPolicy _retries = new(time ?? TimeProvider.System);

    /// <summary>The base address.</summary>
    public Uri Server => _http.BaseAddress!;

    /// <summary>A connection over the network.</summary>
    public static ApiConnection Open(ConnectionOptions options, TimeProvider? time = null) => Open(options, KeepAlive.Default, time ?? TimeProvider.System);

    internal static ApiConnection Open(ConnectionOptions options, KeepAlive keepAlive, TimeProvider time) =>
        new(new AuthenticatingHandler(options, time, certificate => Transport.Create(options, certificate, keepAlive)), options.Server, time);

    /// <summary>Sends and returns the answer with its headers read, its body still streaming. The caller disposes it.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, byte[]? body, string contentType, CancellationToken cancellationToken, string accept = Json)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                using var request = Request(method, path, body, contentType, accept);
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    wait = _retries.After(response, attempt) ?? throw await ToExceptionAsync(response, cancellationToken);
                }
            }
            catch (HttpRequestException e) when (RetryPolicy.After(method, e, attempt) is { } pause)
            {
                wait = pause;
            }

            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <summary>Sends and reads the whole answer as <typeparamref name="T"/>.</summary>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string path, byte[]? body, string contentType, CancellationToken cancellationToken, string accept = Json)
    {
        using var deadline = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var response = await SendAsync(method, path, body, contentType, either.Token, accept);
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            return await JsonSerializer.DeserializeAsync<T>(stream, ApiJson.Options, either.Token)
                ?? throw new HttpRequestException($"The API answered {path} with an empty document.");
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{Server} did not answer {method} {path} within {Patience.TotalSeconds:0} s.", e);
        }
        catch (IOException e)
        {
            throw new HttpRequestException($"The answer of {Server} to {method} {path} broke off: {e.Message}", e);
        }
    }

    /// <summary>Sends a body as it is read, however long, and reads the answer. Not tried again: the body is read once.</summary>
    public async Task<T> UploadAsync<T>(string path, Stream body, string contentType, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, path, null, contentType, Json);
        request.Content = new StreamContent(body, UploadBuffer);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await ToExceptionAsync(response, cancellationToken);
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(stream, ApiJson.Options, cancellationToken)
            ?? throw new HttpRequestException($"The API answered {path} with an empty document.");
    }

    /// <summary>Reads <paramref name="path"/> as <typeparamref name="T"/>.</summary>
    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken, string accept = Json) =>
        SendAsync<T>(HttpMethod.Get, path, null, Json, cancellationToken, accept);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Over TLS HTTP/2 is negotiated: all watches share a connection, and one that is dead is noticed.
    private static HttpRequestMessage Request(HttpMethod method, string path, byte[]? body, string contentType, string accept)
    {
        var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.Accept.ParseAdd(accept);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }

        return request;
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
