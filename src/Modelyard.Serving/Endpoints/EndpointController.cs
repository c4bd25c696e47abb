using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Says of each endpoint where it is and whether it answers. The gateway needs no more than the specs.</summary>
internal sealed class EndpointController(
    Informer<Endpoint> endpoints,
    Informer<ModelDeployment> deployments,
    IResourceClient client,
    GatewayUrls urls,
    TimeProvider time,
    ILogger<EndpointController> logger) : Controller<Endpoint>(endpoints, time, logger)
{
    // Secrets are not watched.
    private static readonly TimeSpan SecretInterval = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await deployments.WaitForSyncAsync(cancellationToken);
        return
        [
            deployments.Subscribe(change => EnqueueAll(e => e.Metadata.Namespace == change.Object.Metadata.Namespace)),

            // Who gives up an address gives it to another.
            Informer.Subscribe(change => EnqueueAll(e => IsRival(e, change.Object) || (change.Old is { } old && IsRival(e, old)))),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var endpoint = await client.TryGetAsync<Endpoint>(key, cancellationToken);
        if (endpoint is null || endpoint.Metadata.DeletionTimestamp is not null)
        {
            return ReconcileResult.Done;
        }

        var readiness = EndpointReadiness.Of(
            endpoint, Informer.List(), deployments.List(), urls.HasOutside, await CertificateProblemAsync(endpoint, cancellationToken));
        var conditions = new Conditions(endpoint.Status?.Conditions, _time.GetUtcNow());
        conditions.Set("Ready", readiness.IsReady, readiness.Reason, readiness.Message);
        var status = new EndpointStatus
        {
            ObservedGeneration = endpoint.Metadata.Generation,
            Url = readiness.HasAddress ? urls.Of(endpoint) : null,
            Conditions = conditions.ToList(),
        };
        await client.WriteAsync<Endpoint, EndpointSpec, EndpointStatus>(endpoint, status, cancellationToken);
        return endpoint.Spec.Tls is null ? ReconcileResult.Done : ReconcileResult.RequeueAfter(SecretInterval);
    }

    private async Task<CertificateProblem?> CertificateProblemAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Spec.Tls is not { SecretName: { } name } tls)
        {
            return null;
        }

        var secret = await client.TryGetAsync<Secret>(new NamespacedName(endpoint.Metadata.Namespace!, name), cancellationToken);
        var certificate = EndpointCertificate.Read(secret, tls, out var problem);
        using var leaf = certificate?.Leaf;
        return problem ?? certificate?.ProblemFor(urls.HostOf(endpoint), _time.GetUtcNow());
    }

    private static bool IsRival(Endpoint one, Endpoint other) =>
        EndpointTraffic.PathOf(one) == EndpointTraffic.PathOf(other) || (one.Spec.Host is { } host && host == other.Spec.Host);

    private void EnqueueAll(Func<Endpoint, bool> which)
    {
        foreach (var endpoint in Informer.List().Where(which))
        {
            Enqueue(NamespacedName.Of(endpoint));
        }
    }
}
