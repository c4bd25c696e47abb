using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>Where a replica listens: a TCP endpoint, written <c>127.0.0.1:8080</c>, or a Unix domain socket, written <c>unix:/path</c>.</summary>
/// <remarks>Only addresses, no names: a replica is not looked up anew for every connection.</remarks>
public sealed record ReplicaAddress
{
    /// <summary>The annotation of a Pod that says its address.</summary>
    public const string Annotation = ServingNames.Address;

    private const string SocketScheme = "unix:";
    private const int MaxHostLabel = 63;

    // A name that is reserved never to exist, so that no host somebody means can be taken for a socket.
    private const string SocketDomain = ".unix.invalid";

    private ReplicaAddress(IPEndPoint? tcp, string? socketPath)
    {
        (Tcp, SocketPath) = (tcp, socketPath);
        Authority = tcp?.ToString() ?? HostOf(socketPath!);
    }

    /// <summary>The TCP endpoint; null for a socket.</summary>
    public IPEndPoint? Tcp { get; }

    /// <summary>The file of the socket; null for a TCP endpoint.</summary>
    public string? SocketPath { get; }

    /// <summary>
    /// Host and port for the URIs of requests. For a socket it is the path in letters a host name may have: a connection pool, which tells
    /// servers apart by their authority, then has one pool per socket, and <see cref="ReplicaConnector"/> reads from it where to connect.
    /// </summary>
    public string Authority { get; }

    /// <summary>The address of <paramref name="endpoint"/>.</summary>
    public static ReplicaAddress Of(IPEndPoint endpoint) => new(endpoint, null);

    /// <summary>The address of a port of this machine that other machines cannot reach.</summary>
    public static ReplicaAddress Loopback(int port) => Of(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>The address of the socket at <paramref name="path"/>, for which <see cref="IsSocketPath"/> holds.</summary>
    public static ReplicaAddress OfSocket(string path) =>
        IsSocketPath(path) ? new(null, path) : throw new ArgumentException($"\"{path}\" cannot be the path of a socket", nameof(path));

    /// <summary>Whether <paramref name="path"/> is absolute and not longer than the system can take, which is about a hundred bytes.</summary>
    public static bool IsSocketPath(string path)
    {
        if (!path.StartsWith('/') || path.Contains('\0'))
        {
            return false;
        }

        try
        {
            _ = new UnixDomainSocketEndPoint(path);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Reads an address as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ReplicaAddress? address)
    {
        address = text is null ? null
            : text.StartsWith(SocketScheme, StringComparison.Ordinal)
                ? text[SocketScheme.Length..] is var path && IsSocketPath(path) ? new(null, path) : null
            : IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0 ? new(endpoint, null)
            : null;
        return address is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => SocketPath is null ? Tcp!.ToString() : SocketScheme + SocketPath;

    /// <summary>The path in the host of an <see cref="Authority"/>; null when the host is no socket's.</summary>
    internal static string? SocketPathOf(string host)
    {
        if (!host.EndsWith(SocketDomain, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var path = Encoding.UTF8.GetString(Convert.FromHexString(host[..^SocketDomain.Length].Replace(".", "", StringComparison.Ordinal)));
            return IsSocketPath(path) ? path : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string HostOf(string path) =>
        string.Join('.', Convert.ToHexStringLower(Encoding.UTF8.GetBytes(path)).Chunk(MaxHostLabel).Select(label => new string(label))) + SocketDomain;
}
