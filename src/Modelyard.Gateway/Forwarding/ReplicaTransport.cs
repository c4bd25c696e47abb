using System.Net;
using Microsoft.Extensions.Options;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>The connections to all replicas.</summary>
/// <remarks>Not an HttpClient: that buffers, follows its own timeouts and redirects, and is meant for one's own requests.</remarks>
internal sealed class ReplicaTransport : IDisposable
{
    private readonly HttpMessageInvoker _invoker;

    public ReplicaTransport(IOptions<GatewayOptions> options, TimeProvider time) => _invoker = new HttpMessageInvoker(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = new ReplicaConnector(time).ConnectAsync,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.Value.ConnectTimeout,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        // What is left of an answer nobody wants is not worth reading: a new connection is cheaper.
        MaxResponseDrainSize = 0,
        // Trace headers are passed on as they came.
        ActivityHeadersPropagator = null,
    });

    /// <summary>Completes once the headers of the answer are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    public void Dispose() => _invoker.Dispose();
}
