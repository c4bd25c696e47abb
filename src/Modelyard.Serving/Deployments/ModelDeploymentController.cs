using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Keeps the InferenceService of each deployment as the deployment says, and reports how it is doing: compile → apply → status.</summary>
internal sealed class ModelDeploymentController(
    Informer<ModelDeployment> deployments,
    Informer<InferenceService> services,
    Informer<Pod> pods,
    Informer<Endpoint> endpoints,
    RuntimeLister runtimes,
    ExternalVerdicts verdicts,
    IResourceClient client,
    GatewayUrls urls,
    TimeProvider time,
    ILogger<ModelDeploymentController> logger) : Controller<ModelDeployment>(deployments, time, logger)
{
    // Secrets are not watched: whoever may read all of them in memory could read them in a dump, too.
    private static readonly TimeSpan SecretInterval = TimeSpan.FromSeconds(10);

    private readonly OwnedObjects _owned = new(client);
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            services.WaitForSyncAsync(cancellationToken),
            pods.WaitForSyncAsync(cancellationToken),
            endpoints.WaitForSyncAsync(cancellationToken),
            runtimes.WaitForSyncAsync(cancellationToken));
        return
        [
            services.Subscribe(change => EnqueueKnown(NamespacedName.Of(change.Object))),
            pods.Subscribe(change =>
            {
                if (change.Object.Metadata.Labels?.GetValueOrDefault(ServingNames.InferenceServiceLabel) is { } service)
                {
                    EnqueueKnown(new NamespacedName(change.Object.Metadata.Namespace!, service));
                }
            }),
            endpoints.Subscribe(change => EnqueueNaming(change.Object)),
            .. runtimes.Subscribe(EnqueueAll),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var deployment = await client.TryGetAsync<ModelDeployment>(key, cancellationToken);
        if (deployment is null || deployment.Metadata.DeletionTimestamp is not null)
        {
            // What it owns is removed by garbage collection.
            return ReconcileResult.Done;
        }

        var state = await BringInLineAsync(deployment, cancellationToken);
        await client.WriteAsync<ModelDeployment, ModelDeploymentSpec, ModelDeploymentStatus>(
            deployment, DeploymentStatusBuilder.Build(state, _time.GetUtcNow()), cancellationToken);
        return state.IsExternal && deployment.Spec.Engine!.External?.SecretRef is not null ? ReconcileResult.RequeueAfter(SecretInterval) : ReconcileResult.Done;
    }

    private async Task<DeploymentState> BringInLineAsync(ModelDeployment deployment, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(deployment);
        var state = new DeploymentState
        {
            Deployment = deployment,
            Url = urls.Of(deployment),
            Verdict = verdicts.Of(deployment),
            HasEndpoint = deployment.Spec.Endpoint is { } endpoint && endpoints.Get(new NamespacedName(key.Namespace, endpoint)) is not null,
            Replicas = DeploymentState.Staying(pods.List().Where(p => ServiceOf(p) == key)),
        };
        try
        {
            var desired = DeploymentCompiler.Compile(deployment, runtimes.In(key.Namespace), await FindVersionAsync(deployment, cancellationToken));
            var service = await _owned.ApplyAsync(deployment, desired, cancellationToken);
            await RequireSecretAsync(deployment, cancellationToken);
            return state with { Service = service };
        }
        catch (DeploymentRejectedException rejection)
        {
            return state with { Rejection = rejection, Service = await _owned.FindServiceAsync(deployment, cancellationToken) };
        }
    }

    // Whether it may be used from this project admission has decided.
    private async Task<ModelVersion?> FindVersionAsync(ModelDeployment deployment, CancellationToken cancellationToken) =>
        deployment.Spec.Model?.Version is { } name && VersionReference.Parse(name) is { } reference
            ? await client.TryGetAsync<ModelVersion>(new NamespacedName(reference.Project ?? deployment.Metadata.Namespace!, reference.ResourceName), cancellationToken)
            : null;

    private async Task RequireSecretAsync(ModelDeployment deployment, CancellationToken cancellationToken)
    {
        if (deployment.Spec.Engine is { Type: EngineType.External, External.SecretRef: { Name: { } name, Key: { } entry } }
            && (await client.TryGetAsync<Secret>(new NamespacedName(deployment.Metadata.Namespace!, name), cancellationToken))?.Data?.ContainsKey(entry) != true)
        {
            throw new DeploymentRejectedException(
                "SecretNotFound", $"There is no Secret {name} with the key {entry} in the project, which spec.engine.external.secretRef names.", isAwaited: true);
        }
    }

    private static NamespacedName? ServiceOf(Pod pod) =>
        pod.Metadata.Labels?.GetValueOrDefault(ServingNames.InferenceServiceLabel) is { } service ? new NamespacedName(pod.Metadata.Namespace ?? "", service) : null;

    // Most services were not made by a deployment.
    private void EnqueueKnown(NamespacedName key)
    {
        if (Informer.Get(key) is not null)
        {
            Enqueue(key);
        }
    }

    private void EnqueueNaming(Endpoint endpoint)
    {
        foreach (var deployment in Informer.List().Where(d => d.Spec.Endpoint == endpoint.Metadata.Name && d.Metadata.Namespace == endpoint.Metadata.Namespace))
        {
            Enqueue(NamespacedName.Of(deployment));
        }
    }

    private void EnqueueAll(string? space)
    {
        foreach (var deployment in Informer.List().Where(d => space is null || d.Metadata.Namespace == space))
        {
            Enqueue(NamespacedName.Of(deployment));
        }
    }
}
