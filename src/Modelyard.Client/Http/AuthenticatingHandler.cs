using System.Net;
using System.Net.Security;

namespace Modelyard.Client;

/// <summary>
/// Adds to each request who sends it. A credential the server refuses is asked for again, once: with a 401 the server says that it did
/// nothing else. Since a client certificate belongs to a connection, a new one means new connections.
/// </summary>
internal sealed class AuthenticatingHandler(ConnectionOptions options, TimeProvider time, Func<SslStreamCertificateContext?, HttpMessageHandler> connect) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private (SslStreamCertificateContext? Certificate, HttpMessageInvoker Connections)? _current;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        options.Impersonate?.AddTo(request);

        // The framework asks a server for the certificate of the name in this header, whatever name it is told to expect.
        request.Headers.Host = options.TlsServerName;
        var credential = await options.Credentials.GetAsync(time, cancellationToken);
        var response = await SendAsync(request, credential, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        options.Credentials.Refused(credential);
        var renewed = await options.Credentials.GetAsync(time, cancellationToken);
        if (ReferenceEquals(renewed, credential))
        {
            return response;
        }

        response.Dispose();
        return await SendAsync(request, renewed, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Connections.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Credential credential, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = credential.Authorization;
        return Connections(credential.Certificate).SendAsync(request, cancellationToken);
    }

    private HttpMessageInvoker Connections(SslStreamCertificateContext? certificate)
    {
        lock (_gate)
        {
            if (_current is { } current)
            {
                if (ReferenceEquals(current.Certificate, certificate))
                {
                    return current.Connections;
                }

                current.Connections.Dispose();
            }

            var connections = new HttpMessageInvoker(connect(certificate));
            _current = (certificate, connections);
            return connections;
        }
    }
}
