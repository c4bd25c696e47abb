using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>The serving runtimes there are, kept current.</summary>
internal sealed class RuntimeCatalog(Informer<ServingRuntime> inNamespaces, Informer<ClusterServingRuntime> inCluster)
{
    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(inNamespaces.WaitForSyncAsync(cancellationToken), inCluster.WaitForSyncAsync(cancellationToken));

    /// <summary>Calls back when a runtime changes, with the namespace it matters to; null when it matters to all.</summary>
    public IDisposable[] Subscribe(Action<string?> changed) =>
        [inNamespaces.Subscribe(change => changed(change.Object.Metadata.Namespace)), inCluster.Subscribe(_ => changed(null))];

    /// <summary>The runtime of <paramref name="service"/>; null when its predictor brings its own server.</summary>
    /// <exception cref="PredictorRejectedException">There is none.</exception>
    public SelectedRuntime? Select(InferenceService service) =>
        service.Spec.Predictor is { Model: { } model } predictor
            ? RuntimeSelector.Select(
                model, predictor.WorkerSpec is not null, inNamespaces.List().Where(r => r.Metadata.Namespace == service.Metadata.Namespace), inCluster.List())
            : null;
}
