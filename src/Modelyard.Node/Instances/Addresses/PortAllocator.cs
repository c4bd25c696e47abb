using System.Net;
using System.Net.Sockets;

namespace Modelyard.Node;

/// <summary>Gives every instance a loopback port of its own.</summary>
/// <param name="findFree">Asks the system for a port nobody listens on.</param>
internal sealed class PortAllocator(Func<int> findFree)
{
    // The system names a port that was given to an instance as long as that does not listen yet. So many times in a row it only does so when
    // there is hardly any other.
    private const int MaxAttempts = 1000;

    private readonly Lock _gate = new();
    private readonly HashSet<int> _taken = [];

    public PortAllocator()
        : this(FindFree)
    {
    }

    /// <summary>A port nobody listens on and no other instance was given.</summary>
    /// <exception cref="LaunchException">There is none.</exception>
    public int Allocate()
    {
        lock (_gate)
        {
            try
            {
                for (var attempt = 0; attempt < MaxAttempts; attempt++)
                {
                    var port = findFree();
                    if (_taken.Add(port))
                    {
                        return port;
                    }
                }
            }
            catch (SocketException e)
            {
                throw new LaunchException($"{Exhausted}: {e.Message}", e);
            }

            throw new LaunchException(Exhausted);
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

    private static string Exhausted =>
        "no port of this machine is free. It is tried again; free some, widen net.ipv4.ip_local_port_range, "
        + $"or let the server listen on the socket $({LaunchEnvironment.SocketVariable}), which takes none";

    private static int FindFree()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
