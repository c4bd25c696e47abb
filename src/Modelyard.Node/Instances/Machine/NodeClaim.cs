using Microsoft.Extensions.Hosting;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>
/// Refuses to start beside another installation that keeps the same Node: both would run each Pod. Installations only meet when they share
/// a database.
/// </summary>
internal sealed class NodeClaim(IResourceClient client, NodeOptions options, NodeSettings settings, TimeProvider time) : IHostedService
{
    private const int MissedHeartbeats = 4;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Installation is not { } own)
        {
            return;
        }

        var node = await client.TryGetAsync<Api.Node>(new NamespacedName("", options.NodeName), cancellationToken);
        if (node?.Metadata.Annotations?.GetValueOrDefault(Annotations.Installation) is { } other && other != own
            && node.Status?.Conditions?.Find(c => c.Type == "Ready")?.LastHeartbeatTime is { } alive
            && time.GetUtcNow() - alive < MissedHeartbeats * settings.HeartbeatPeriod)
        {
            throw new NodeTakenException(options.NodeName, other);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Another installation keeps the Node of this name.</summary>
public sealed class NodeTakenException(string node, string installation) : Exception(
    $"the node \"{node}\" is kept by another installation on this database ({installation}), which was alive a moment ago. "
    + "Give this one a name of its own with --node-name, or stop the other and try again in a minute.");
