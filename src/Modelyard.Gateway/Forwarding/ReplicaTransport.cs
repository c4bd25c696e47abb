using System.Net;
using Microsoft.Extensions.Options;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>The connections to all replicas.</summary>
/// <remarks>Not an HttpClient: that buffers, follows its own timeouts and redirects, and is meant for one's own requests.</remarks>
internal sealed class ReplicaTransport : IDisposable
{
    private static readonly HttpRequestOptionsKey<TimeSpan> ConnectTimeout = new("modelyard-connect-timeout");

    private readonly ReplicaConnector _connector;
    private readonly HttpMessageInvoker _invoker;
    private readonly TimeSpan _usualConnectTimeout;

    public ReplicaTransport(IOptions<GatewayOptions> options, TimeProvider time)
    {
        _connector = new ReplicaConnector(time);
        _usualConnectTimeout = options.Value.ConnectTimeout;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            // What is left of an answer nobody wants is not worth reading: a new connection is cheaper.
            MaxResponseDrainSize = 0,
            // Trace headers are passed on as they came.
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Completes once the headers of the answer are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan connectTimeout, CancellationToken cancellationToken)
    {
        if (connectTimeout != _usualConnectTimeout)
        {
            request.Options.Set(ConnectTimeout, connectTimeout);
        }

        return _invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // By the clock of the machine: it is the network that is waited for.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(context.InitialRequestMessage.Options.TryGetValue(ConnectTimeout, out var own) ? own : _usualConnectTimeout);
        try
        {
            return await _connector.ConnectAsync(context, patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "nobody accepted a connection in time", e);
        }
    }
}
