using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Modelyard.Client;

/// <summary>Connections to one API over the network.</summary>
internal static class Transport
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PoolLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Connections that show <paramref name="certificate"/>.</summary>
    public static SocketsHttpHandler Create(ConnectionOptions options, SslStreamCertificateContext? certificate, KeepAlive keepAlive) => new()
    {
        SslOptions = TlsOptions(options, certificate),
        Proxy = options.Proxy ?? EnvironmentProxy.OfThisProcess(),
        ConnectTimeout = ConnectPatience,
        PooledConnectionLifetime = PoolLifetime,
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        AutomaticDecompression = options.Compression ? DecompressionMethods.GZip : DecompressionMethods.None,

        // A connection whose other end is gone without a word looks like one on which nothing happens. Over HTTP/2 the server is asked; over
        // HTTP/1.1 at least its machine is.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = keepAlive.Delay,
        KeepAlivePingTimeout = keepAlive.Timeout,
        PlaintextStreamFilter = options.Impersonate is { RepeatsHeaders: true }
            ? static (context, _) => new ValueTask<Stream>(context.NegotiatedHttpVersion.Major > 1 ? context.PlaintextStream : new RepeatedHeaders(context.PlaintextStream))
            : null,
        ConnectCallback = async (context, cancellationToken) => await ConnectAsync(context.DnsEndPoint, keepAlive, cancellationToken),
    };

    private static async Task<Stream> ConnectAsync(DnsEndPoint endpoint, KeepAlive keepAlive, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)Math.Ceiling(keepAlive.Delay.TotalSeconds));
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SslClientAuthenticationOptions TlsOptions(ConnectionOptions options, SslStreamCertificateContext? certificate)
    {
        var tls = new SslClientAuthenticationOptions { ClientCertificateContext = certificate };
        if (options.SkipTlsVerify)
        {
            tls.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
        else if (options.Authority is { } authority)
        {
            // The configured authority replaces the system's: nobody else may vouch for this server.
            tls.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(PemCertificates.Read(authority));
        }

        return tls;
    }
}

/// <summary>When a quiet connection is asked whether it is still there, and how long it may take to say so.</summary>
internal sealed record KeepAlive(TimeSpan Delay, TimeSpan Timeout)
{
    public static readonly KeepAlive Default = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(15));
}
