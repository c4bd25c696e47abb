using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Stops what runs a version that was revoked, where a policy says so, and starts it again when the revocation is withdrawn. Stopping is KServe's own:
/// replicas end once the calls they have are answered, on one machine and in a cluster.
/// </summary>
internal sealed partial class DrainController(
    Informer<ModelVersion> versions,
    Informer<ApprovalPolicy> policies,
    Informer<InferenceService> services,
    IResourceClient client,
    TimeProvider time,
    ILogger<DrainController> logger) : Controller<ModelVersion>(versions, time, logger)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(policies.WaitForSyncAsync(cancellationToken), services.WaitForSyncAsync(cancellationToken));
        return
        [
            policies.Subscribe(_ =>
            {
                foreach (var version in Informer.List().Where(v => v.Status?.Phase == "Revoked"))
                {
                    Enqueue(NamespacedName.Of(version));
                }
            }),
            services.Subscribe(change =>
            {
                if (VersionReference.Of(change.Object) is { Project: { } project } reference)
                {
                    Enqueue(new NamespacedName(project, reference.ResourceName));
                }
            }),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        if (Informer.Get(key) is not { Status.Phase: { } phase } version)
        {
            return ReconcileResult.Done;
        }

        var name = VersionReference.Of(version);
        var own = services.List().Where(s => s.Metadata.DeletionTimestamp is null && VersionReference.Of(s) == name).ToList();
        if (phase == "Revoked" && policies.List().Any(p => p.Spec.OnRevocation == "Drain" && VersionSelection.Selects(p.Spec.Versions, version)))
        {
            foreach (var service in own.Where(s => !VersionUse.IsStopped(s)))
            {
                await AnnotateAsync(service, "true", name.ToString(), cancellationToken);
                Log.Drained(logger, NamespacedName.Of(service), name.ToString());
            }
        }
        else if (phase == "Approved")
        {
            foreach (var service in own.Where(s => s.Metadata.Annotations?.GetValueOrDefault(LibraryNames.DrainedAnnotation) == name.ToString()))
            {
                await AnnotateAsync(service, null, null, cancellationToken);
                Log.Started(logger, NamespacedName.Of(service), name.ToString());
            }
        }

        return ReconcileResult.Done;
    }

    private Task AnnotateAsync(InferenceService service, string? stop, string? version, CancellationToken cancellationToken) => client.PatchAsync<InferenceService>(
        NamespacedName.Of(service),
        Patch.Merge(new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = service.Metadata.ResourceVersion,
                ["annotations"] = new JsonObject { [ServingNames.Stop] = stop, [LibraryNames.DrainedAnnotation] = version },
            },
        }),
        cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Service} is stopped: {Version} was revoked, and the policy drains what runs it.")]
        public static partial void Drained(ILogger logger, NamespacedName service, string version);

        [LoggerMessage(LogLevel.Information, "{Service} is started again: {Version} is approved again.")]
        public static partial void Started(ILogger logger, NamespacedName service, string version);
    }
}
