using System.Net;
using System.Net.Sockets;

namespace Modelyard;

/// <summary>The three ports of an installation: neighbours, so that one number moves them all.</summary>
internal sealed record Ports(int Base)
{
    public const int DefaultBase = 7400;

    public int Gateway => Base;

    public int Console => Base + 1;

    public int Api => Base + 2;

    /// <summary>Whether it is one of the three.</summary>
    public bool Has(int port) => port >= Base && port <= Api;

    /// <summary>The first of the three that somebody else uses, or null.</summary>
    public int? FirstTaken()
    {
        foreach (var port in (ReadOnlySpan<int>)[Gateway, Console, Api])
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
                listener.Start();
            }
            catch (SocketException)
            {
                return port;
            }
        }

        return null;
    }
}
