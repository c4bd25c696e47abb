using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Serving;

/// <summary>Makes what a deployment owns what it is to be.</summary>
internal sealed class OwnedObjects(IResourceClient client)
{
    // Always the same, so that fields that are no longer wanted are given up.
    private const string FieldManager = "modelyard-deployments";

    /// <summary>The deployment's service as it is; null when there is none.</summary>
    public async Task<InferenceService?> FindServiceAsync(ModelDeployment deployment, CancellationToken cancellationToken) =>
        await client.TryGetAsync<InferenceService>(NamespacedName.Of(deployment), cancellationToken) is { } service && OwnedMetadata.IsOwned(service, deployment)
            ? service
            : null;

    /// <summary>Applies what is wanted, removes what no longer is, and returns the service.</summary>
    /// <exception cref="DeploymentRejectedException">Something of its name is not the deployment's, or the API refuses what it would be.</exception>
    public async Task<InferenceService?> ApplyAsync(ModelDeployment deployment, DesiredObjects desired, CancellationToken cancellationToken)
    {
        // A service never names a runtime that is not there: the runtime comes first and goes last.
        if (desired.Runtime is not null)
        {
            await ApplyAsync(deployment, desired.Runtime, cancellationToken);
        }

        if (desired.Service is null)
        {
            await RemoveAsync<InferenceService>(deployment, cancellationToken);
        }

        var service = desired.Service is null ? null : await ApplyAsync(deployment, desired.Service, cancellationToken);
        if (desired.Runtime is null)
        {
            await RemoveAsync<ServingRuntime>(deployment, cancellationToken);
        }

        return service;
    }

    private async Task<T> ApplyAsync<T>(ModelDeployment deployment, T wanted, CancellationToken cancellationToken)
        where T : Resource
    {
        if (await client.TryGetAsync<T>(NamespacedName.Of(wanted), cancellationToken) is { } present && !OwnedMetadata.IsOwned(present, deployment))
        {
            throw new DeploymentRejectedException(
                "NameTaken",
                $"There is already a {typeof(T).Name} {wanted.Metadata.Name} in the project that is not this deployment's: delete it, or give the deployment another name.",
                isAwaited: true);
        }

        try
        {
            return await client.ApplyAsync(wanted, FieldManager, force: true, cancellationToken);
        }
        catch (StatusException refused) when (QuotaRefusal.Of(refused) is { } said)
        {
            throw new DeploymentRejectedException(
                QuotaRefusal.Reason, $"The {typeof(T).Name} was refused: {said}. It is tried again: have the quota raised, or delete something else in the project.", isAwaited: true);
        }
        catch (StatusException refused) when (refused.Status.Code is 400 or 403 or 422)
        {
            throw new DeploymentRejectedException("Refused", $"The {typeof(T).Name} was refused: {refused.Message}", isAwaited: false);
        }
    }

    private async Task RemoveAsync<T>(ModelDeployment deployment, CancellationToken cancellationToken)
        where T : Resource
    {
        var key = NamespacedName.Of(deployment);
        if (await client.TryGetAsync<T>(key, cancellationToken) is { Metadata.DeletionTimestamp: null } present && OwnedMetadata.IsOwned(present, deployment))
        {
            await client.DeleteIfExistsAsync<T>(key, new DeleteOptions { PreconditionUid = present.Metadata.Uid }, cancellationToken);
        }
    }
}
