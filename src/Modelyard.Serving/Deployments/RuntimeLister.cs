using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>The serving runtimes there are, kept current.</summary>
internal sealed class RuntimeLister(Informer<ServingRuntime> inNamespaces, Informer<ClusterServingRuntime> inCluster)
{
    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(inNamespaces.WaitForSyncAsync(cancellationToken), inCluster.WaitForSyncAsync(cancellationToken));

    /// <summary>Calls back when a runtime changes, with the namespace it matters to; null when it matters to all.</summary>
    public IDisposable[] Subscribe(Action<string?> changed) =>
        [inNamespaces.Subscribe(change => changed(change.Object.Metadata.Namespace)), inCluster.Subscribe(_ => changed(null))];

    public KnownRuntimes In(string space) => new(inNamespaces.List().Where(r => r.Metadata.Namespace == space), inCluster.List());
}
