using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Gives every instance an address of its own: a socket where its container asks for one, else a loopback port.</summary>
internal sealed class AddressAllocator(PortAllocator ports, SocketFolder sockets)
{
    /// <summary>The address for the next run of <paramref name="pod"/>: if possible the one <paramref name="before"/>.</summary>
    /// <exception cref="LaunchException">There can be no socket.</exception>
    public ReplicaAddress Take(Pod pod, ReplicaAddress? before)
    {
        if (WantsSocket(LaunchPlan.MainContainer(pod)))
        {
            return sockets.AddressOf(pod.Metadata.Uid!);
        }

        if (before?.Tcp is { Port: var port })
        {
            if (!PortAllocator.IsBusy(port))
            {
                return before;
            }

            ports.Release(port);
        }

        return ReplicaAddress.Loopback(ports.Allocate());
    }

    /// <summary>Takes an address an instance already has, after a restart of ours.</summary>
    public void Reserve(ReplicaAddress address)
    {
        if (address.Tcp is { Port: var port })
        {
            ports.Reserve(port);
        }
    }

    /// <summary>Gives an address back.</summary>
    public void Release(ReplicaAddress address)
    {
        if (address.Tcp is { Port: var port })
        {
            ports.Release(port);
        }
    }

    private static bool WantsSocket(Container container) =>
        (container.Command ?? []).Concat(container.Args ?? []).Concat((container.Env ?? []).Select(e => e.Value ?? ""))
            .Any(text => VariableExpansion.Mentions(text, LaunchEnvironment.SocketVariable));
}
