using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modelyard.Tests.Client;

/// <summary>Stands between a client and a server, as a network does: it can lose what is sent without telling anybody. Also speaks CONNECT, as proxies do.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri? _server;
    private readonly Task _accepting;
    private int _generation;
    private int _swallowedGeneration = -1;

    /// <param name="server">Where everything goes; null to ask each client by CONNECT.</param>
    public TcpProxy(Uri? server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _generation;

    /// <summary>Hosts that were asked for by CONNECT.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>From now on nothing passes over the connections there are, and nobody is told. New ones work.</summary>
    public void SwallowPresentConnections() => Volatile.Write(ref _swallowedGeneration, _generation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                connections.Add(ServeAsync(client, Interlocked.Increment(ref _generation)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client, int generation)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                var (host, port) = _server is null ? await AskedAsync(client) : (_server.Host, _server.Port);
                await server.ConnectAsync(host, port, _stop.Token);
                await Task.WhenAny(PumpAsync(client, server, generation), PumpAsync(server, client, generation));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // Either side has gone.
            }
        }
    }

    private async Task<(string Host, int Port)> AskedAsync(Socket client)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await client.ReceiveAsync(one, _stop.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        var target = head.ToString().Split(' ')[1];
        Asked.Add(target);
        await client.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
        return (target.Split(':')[0], int.Parse(target.Split(':')[1]));
    }

    private async Task PumpAsync(Socket from, Socket to, int generation)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, _stop.Token)) > 0;)
            {
                if (generation > Volatile.Read(ref _swallowedGeneration))
                {
                    await to.SendAsync(buffer.AsMemory(0, read), _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either side has gone.
        }
    }
}
