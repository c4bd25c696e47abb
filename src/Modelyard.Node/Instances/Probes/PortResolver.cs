using System.Globalization;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Where on this machine a port of a container is.</summary>
internal sealed class PortResolver(Container container, ReplicaAddress allocated)
{
    private const int DefaultContainerPort = 8080;

    /// <summary>The port the container says it serves on: the one that was replaced by the allocated address.</summary>
    public int ContainerPort { get; } = container.Ports is [{ Port: { } port }, ..] ? port : DefaultContainerPort;

    /// <summary>The address for a port's number or name; null when no port has that name.</summary>
    public ReplicaAddress? Resolve(IntOrString? port) => (port?.Number ?? ByName(port?.Text)) switch
    {
        null => null,
        var number when number == ContainerPort => allocated,
        { } number => ReplicaAddress.Loopback(number),
    };

    private int? ByName(string? name) =>
        container.Ports?.Find(p => p.Name == name && name is not null)?.Port
        ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : null);
}
