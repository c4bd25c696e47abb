using System.Net;
using System.Net.Sockets;

namespace Modelyard.Client;

/// <summary>Opens connections to replicas, whichever kind of address they have.</summary>
public sealed class ReplicaConnector(TimeProvider time)
{
    private static readonly TimeSpan FullQueuePause = TimeSpan.FromMilliseconds(2);

    /// <summary>The <see cref="SocketsHttpHandler.ConnectCallback"/> for requests to a <see cref="ReplicaAddress.Authority"/>; other hosts are reached as ever.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        new NetworkStream(
            ReplicaAddress.SocketPathOf(context.DnsEndPoint.Host) is { } path
                ? await ConnectAsync(path, cancellationToken)
                : await ConnectAsync(context.DnsEndPoint, cancellationToken),
            ownsSocket: true);

    /// <summary>A connection to <paramref name="address"/>.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Task<Socket> ConnectAsync(ReplicaAddress address, CancellationToken cancellationToken) =>
        address.SocketPath is { } path ? ConnectAsync(path, cancellationToken) : ConnectAsync(address.Tcp!, cancellationToken);

    private static async Task<Socket> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Socket> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var endpoint = new UnixDomainSocketEndPoint(path);
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(endpoint, cancellationToken);
                return socket;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
            {
                // More wait to be accepted than the listener's queue holds. TCP would try again by itself; here that is ours to do.
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            await Task.Delay(FullQueuePause, time, cancellationToken);
        }
    }
}
