using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>What the state of a deployment depends on besides itself, and which deployments a change of it concerns.</summary>
internal sealed class DeploymentSurroundings(
    Informer<ModelDeployment> deployments,
    Informer<InferenceService> services,
    Informer<Pod> pods,
    Informer<Endpoint> endpoints,
    Informer<ModelVersion> versions,
    RuntimeLister runtimes)
{
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.WhenAll(
        services.WaitForSyncAsync(cancellationToken),
        pods.WaitForSyncAsync(cancellationToken),
        endpoints.WaitForSyncAsync(cancellationToken),
        versions.WaitForSyncAsync(cancellationToken),
        runtimes.WaitForSyncAsync(cancellationToken));

    /// <summary>Calls back with each deployment that a change concerns.</summary>
    public IReadOnlyList<IDisposable> Subscribe(Action<NamespacedName> concerned)
    {
        return
        [
            services.Subscribe(change => Known(NamespacedName.Of(change.Object))),
            pods.Subscribe(change =>
            {
                if (ServiceOf(change.Object) is { } service)
                {
                    Known(service);
                }
            }),
            endpoints.Subscribe(change => All(d => d.Spec.Endpoint == change.Object.Metadata.Name && d.Metadata.Namespace == change.Object.Metadata.Namespace)),
            versions.Subscribe(change => All(d => VersionReference.Of(d) == VersionReference.Of(change.Object))),
            .. runtimes.Subscribe(space => All(d => space is null || d.Metadata.Namespace == space)),
        ];

        // Most services were not made by a deployment.
        void Known(NamespacedName key)
        {
            if (deployments.Get(key) is not null)
            {
                concerned(key);
            }
        }

        void All(Func<ModelDeployment, bool> isConcerned)
        {
            foreach (var deployment in deployments.List().Where(isConcerned))
            {
                concerned(NamespacedName.Of(deployment));
            }
        }
    }

    public IEnumerable<Pod> PodsOf(NamespacedName key) => pods.List().Where(p => ServiceOf(p) == key);

    public bool HasEndpoint(NamespacedName key) => endpoints.Get(key) is not null;

    public KnownRuntimes RuntimesIn(string project) => runtimes.In(project);

    private static NamespacedName? ServiceOf(Pod pod) =>
        pod.Metadata.Labels?.GetValueOrDefault(ServingNames.InferenceServiceLabel) is { } service ? new NamespacedName(pod.Metadata.Namespace ?? "", service) : null;
}
