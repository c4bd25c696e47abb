using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Modelyard.ApiServer;

/// <summary>
/// An HTTP handler whose requests go straight into the pipeline: no socket, no TLS, but the same code from there on, answers that
/// stream, and cancellation in both directions. It acts as one fixed user.
/// </summary>
internal sealed class InProcessHandler(RequestDelegate pipeline, IServiceProvider services, UserIdentity user) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = new InProcessExchange();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(await ReadAsync(request, cancellationToken));
        features.Set<IHttpResponseFeature>(exchange);
        features.Set<IHttpResponseBodyFeature>(exchange);
        features.Set<IHttpRequestLifetimeFeature>(exchange);
        features.Set(user);
        var http = new DefaultHttpContext(features) { RequestServices = services };

        // Until the answer has begun the caller's token cancels the call; afterwards closing the answer does.
        using (cancellationToken.UnsafeRegister(static state => ((InProcessExchange)state!).Abort(), exchange))
        {
            _ = RunAsync(http, exchange);
            await exchange.Started;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Answer(request, exchange);
    }

    private async Task RunAsync(HttpContext http, InProcessExchange exchange)
    {
        // The pipeline must not run on the caller's stack: it may hold a lock or be waiting for this very call.
        await Task.Yield();
        try
        {
            await pipeline(http);
            await exchange.CompleteAsync();
        }
        catch (Exception failure)
        {
            exchange.Fail(failure);
        }
    }

    private static async Task<HttpRequestFeature> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri!;
        var feature = new HttpRequestFeature
        {
            Method = request.Method.Method,
            Scheme = "https",
            Protocol = "HTTP/1.1",
            Path = Uri.UnescapeDataString(target.AbsolutePath),
            QueryString = target.Query,
            RawTarget = target.PathAndQuery,
        };
        feature.Headers.Host = target.Authority;
        Copy(request.Headers, feature.Headers);
        if (request.Content is { } content)
        {
            Copy(content.Headers, feature.Headers);
            feature.Body = await content.ReadAsStreamAsync(cancellationToken);
        }

        return feature;
    }

    private static void Copy(System.Net.Http.Headers.HttpHeaders from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            to[name] = values.ToArray();
        }
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, InProcessExchange exchange)
    {
        var response = new HttpResponseMessage((HttpStatusCode)exchange.StatusCode)
        {
            RequestMessage = request,
            Content = new StreamContent(new InProcessResponseStream(exchange)),
        };
        foreach (var (name, values) in exchange.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return response;
    }
}
