using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.S3;

namespace Modelyard.Artifacts;

/// <summary>Lets Amazon's library send its requests by our sender.</summary>
internal sealed class S3HttpClients(HttpSender sender) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(sender)) { Timeout = Timeout.InfiniteTimeSpan };

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(HttpSender sender) : HttpMessageHandler
    {
        private const long LargestAnswer = 32 << 20;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Get)
            {
                throw new NotSupportedException($"Nothing but reading is done in object storage, not {request.Method}.");
            }

            var response = await sender.GetOnceAsync(request.RequestUri!, headers => Copy(request.Headers, headers), cancellationToken);
            var sent = response.Content;
            // The library reads its answers synchronously, which nothing else here does: it gets them whole.
            response.Content = new ByteArrayContent(await sender.ReadBytesAsync(response, LargestAnswer, cancellationToken));
            Copy(sent.Headers, response.Content.Headers);
            sent.Dispose();
            return response;
        }

        private static void Copy(HttpHeaders from, HttpHeaders to)
        {
            foreach (var (name, values) in from)
            {
                to.Remove(name);
                to.TryAddWithoutValidation(name, values);
            }
        }
    }
}

internal static class S3Endpoints
{
    /// <summary>A service of one's own, in place of Amazon's.</summary>
    internal static AmazonS3Config At(this AmazonS3Config config, Uri? endpoint)
    {
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }

        return config;
    }
}
