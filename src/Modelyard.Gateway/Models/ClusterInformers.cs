using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>Keeps a <see cref="ClusterView"/> current.</summary>
internal sealed class ClusterInformers(
    Informer<InferenceService> services,
    Informer<Pod> pods,
    Informer<ModelDeployment> deployments,
    Informer<Secret> secrets,
    Informer<Endpoint> endpoints,
    Informer<Organization> organizations,
    Informer<Namespace> namespaces)
{
    public async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        await services.WaitForSyncAsync(cancellationToken);
        await pods.WaitForSyncAsync(cancellationToken);
        await deployments.WaitForSyncAsync(cancellationToken);
        await secrets.WaitForSyncAsync(cancellationToken);
        await endpoints.WaitForSyncAsync(cancellationToken);
        await organizations.WaitForSyncAsync(cancellationToken);
        await namespaces.WaitForSyncAsync(cancellationToken);
    }

    /// <summary>Calls <paramref name="changed"/> after each change, until the result is disposed.</summary>
    public IDisposable Subscribe(Action changed) => new Subscriptions(
    [
        services.Subscribe(_ => changed()),
        pods.Subscribe(_ => changed()),
        deployments.Subscribe(_ => changed()),
        secrets.Subscribe(_ => changed()),
        endpoints.Subscribe(_ => changed()),
        organizations.Subscribe(_ => changed()),
        namespaces.Subscribe(_ => changed()),
    ]);

    public ClusterView View() => new()
    {
        Services = services.List(),
        Pods = pods.List(),
        Deployments = deployments.List(),
        Secrets = secrets.List(),
        Endpoints = endpoints.List(),
        Organizations = organizations.List(),
        Namespaces = namespaces.List(),
    };

    private sealed class Subscriptions(IReadOnlyList<IDisposable> all) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in all)
            {
                one.Dispose();
            }
        }
    }
}
