using Microsoft.Extensions.Options;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Gateway;

/// <summary>Keeps a <see cref="ClusterView"/> current.</summary>
internal sealed class ClusterInformers(
    Informer<InferenceService> services,
    Informer<Pod> pods,
    Informer<ModelDeployment> deployments,
    NamedInformers<Secret> secrets,
    Informer<Endpoint> endpoints,
    Informer<Organization> organizations,
    Informer<Namespace> namespaces,
    IOptions<GatewayOptions> options,
    TimeProvider time)
{
    private static readonly TimeSpan SecretPatience = TimeSpan.FromSeconds(5);

    public async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        await services.WaitForSyncAsync(cancellationToken);
        await pods.WaitForSyncAsync(cancellationToken);
        await deployments.WaitForSyncAsync(cancellationToken);
        await endpoints.WaitForSyncAsync(cancellationToken);
        await organizations.WaitForSyncAsync(cancellationToken);
        await namespaces.WaitForSyncAsync(cancellationToken);
        View();
        try
        {
            await secrets.WaitForSyncAsync(cancellationToken).WaitAsync(SecretPatience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // One that may not be read must not keep all models from being served.
        }
    }

    /// <summary>Calls <paramref name="changed"/> after each change, until the result is disposed.</summary>
    public IDisposable Subscribe(Action changed) => new Subscriptions(
    [
        services.Subscribe(_ => changed()),
        pods.Subscribe(_ => changed()),
        deployments.Subscribe(_ => changed()),
        secrets.Subscribe(changed),
        endpoints.Subscribe(_ => changed()),
        organizations.Subscribe(_ => changed()),
        namespaces.Subscribe(_ => changed()),
    ]);

    /// <summary>What there is now; of Secrets only those that something else in it names, which are followed from here on.</summary>
    public ClusterView View()
    {
        var view = new ClusterView
        {
            Services = services.List(),
            Pods = pods.List(),
            Deployments = deployments.List(),
            Endpoints = endpoints.List(),
            Organizations = organizations.List(),
            Namespaces = namespaces.List(),
        };
        secrets.Follow(view.NamedSecrets(withCertificates: options.Value.External is not null));
        return view with { Secrets = secrets.List() };
    }

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
