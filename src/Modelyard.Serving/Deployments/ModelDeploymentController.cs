using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Keeps the InferenceService of each deployment as the deployment says, and reports how it is doing: compile → apply → status.</summary>
internal sealed class ModelDeploymentController(
    Informer<ModelDeployment> deployments,
    DeploymentSurroundings surroundings,
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
        await surroundings.WaitForSyncAsync(cancellationToken);
        return surroundings.Subscribe(Enqueue);
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
        if (state.Rejection is { Reason: QuotaRefusal.Reason } full)
        {
            return ReconcileResult.Failed(full.Message);
        }

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
            HasEndpoint = deployment.Spec.Endpoint is { } endpoint && surroundings.HasEndpoint(new NamespacedName(key.Namespace, endpoint)),
            Replicas = DeploymentState.Staying(surroundings.PodsOf(key)),
            Version = await FindVersionAsync(deployment, cancellationToken),
        };
        try
        {
            var desired = DeploymentCompiler.Compile(deployment, surroundings.RuntimesIn(key.Namespace), state.Version);
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
        VersionReference.Of(deployment) is { Project: { } project } reference
        && await client.TryGetAsync<ModelVersion>(new NamespacedName(project, reference.ResourceName), cancellationToken) is { } version && reference.Means(version)
            ? version
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
}
