using System.Net;
using System.Net.Sockets;

namespace Modelyard.Node;

/// <summary>Gives every instance a loopback port of its own.</summary>
internal sealed class PortAllocator
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _taken = [];

    /// <summary>A port nobody listens on and no other instance was given.</summary>
    public int Allocate()
    {
        lock (_gate)
        {
            while (true)
            {
                using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                var port = ((IPEndPoint)probe.LocalEndPoint!).Port;
                if (_taken.Add(port))
                {
                    return port;
                }
            }
        }
    }

    /// <summary>Takes a port an instance already has, after a restart of ours.</summary>
    public void Reserve(int port)
    {
        lock (_gate)
        {
            _taken.Add(port);
        }
    }

    /// <summary>Gives a port back.</summary>
    public void Release(int port)
    {
        lock (_gate)
        {
            _taken.Remove(port);
        }
    }

    /// <summary>Whether somebody else listens on <paramref name="port"/> by now.</summary>
    public static bool IsBusy(int port)
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
