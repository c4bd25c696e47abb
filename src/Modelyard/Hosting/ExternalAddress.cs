using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Modelyard.Commands;

namespace Modelyard;

/// <summary>Where others than this machine reach published endpoints, or the console: what they are told, and where to listen for them.</summary>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">The port.</param>
internal sealed record ExternalAddress(string Host, int Port)
{
    private const string Localhost = "localhost";

    /// <summary>An address is listened on alone; a name says nothing about this machine's addresses, so for one all of them are.</summary>
    public IPEndPoint Listen => IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port)
        : Host == Localhost ? new IPEndPoint(IPAddress.Loopback, Port)
        : new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, Port);

    public Uri Url => new UriBuilder(Uri.UriSchemeHttps, Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host, Port).Uri;

    /// <summary>As it was given.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>Reads <c>HOST:PORT</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ExternalAddress? address, [NotNullWhen(false)] out string? problem)
    {
        (address, problem) = (null, null);
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon];
        host = host is ['[', .. var inner, ']'] ? inner : host;
        if (host.Length == 0 || !ushort.TryParse(text.AsSpan(colon + 1), out var port) || port == 0)
        {
            problem = $"\"{text}\" is no HOST:PORT; write for instance models.example.com:443.";
        }
        else if (IPAddress.TryParse(host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        {
            problem = $"\"{host}\" is no address that anybody can call: say the name that callers use, and all addresses of this machine are listened on.";
        }
        else if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            problem = $"\"{host}\" is neither a host name nor an IP address.";
        }
        else
        {
            address = new ExternalAddress(host.ToLowerInvariant(), port);
        }

        return address is not null;
    }

    /// <summary>Makes sure that it can be listened on.</summary>
    /// <param name="ports">What the installation listens on anyway.</param>
    /// <param name="option">What to choose another one with.</param>
    /// <exception cref="CommandFailure">It cannot.</exception>
    public void Demand(Ports ports, string option)
    {
        if (ports.Has(Port) || !IsFree())
        {
            throw new CommandFailure(ExitCodes.Failed, $"{this} is in use, or is no address of this machine. Choose another one with {option}.");
        }
    }

    private bool IsFree()
    {
        try
        {
            using var listener = new TcpListener(Listen) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
