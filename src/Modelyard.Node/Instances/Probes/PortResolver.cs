using System.Globalization;
using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>Where on this machine a port of a container is.</summary>
internal sealed class PortResolver(Container container, int allocated)
{
    private const int DefaultContainerPort = 8080;

    /// <summary>The port the container says it serves on: the one that was replaced by the allocated one.</summary>
    public int ContainerPort { get; } = container.Ports is [{ Port: { } port }, ..] ? port : DefaultContainerPort;

    /// <summary>The local port for a number or a name; null when no port has that name.</summary>
    public int? Resolve(IntOrString? port)
    {
        var number = port?.Number ?? ByName(port?.Text);
        return number == ContainerPort ? allocated : number;
    }

    private int? ByName(string? name) =>
        container.Ports?.Find(p => p.Name == name && name is not null)?.Port
        ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : null);
}
