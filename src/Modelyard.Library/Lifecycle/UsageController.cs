using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Says of each version what runs it, and since when nothing does.</summary>
internal sealed class UsageController(
    Informer<ModelVersion> versions,
    Informer<ModelDeployment> deployments,
    Informer<InferenceService> services,
    IResourceClient client,
    TimeProvider time,
    ILogger<UsageController> logger) : Controller<ModelVersion>(versions, time, logger)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(deployments.WaitForSyncAsync(cancellationToken), services.WaitForSyncAsync(cancellationToken));

        // What a change gives up is used less, and only the versions know who used them.
        return
        [
            deployments.Subscribe(change => Concerned(VersionReference.Of(change.Object), new VersionUser(nameof(ModelDeployment), NamespacedName.Of(change.Object)))),
            services.Subscribe(change => Concerned(VersionReference.Of(change.Object), new VersionUser(nameof(InferenceService), NamespacedName.Of(change.Object)))),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        if (Informer.Get(key) is not { } version)
        {
            return ReconcileResult.Done;
        }

        var before = version.Status?.Usage?.By ?? [];
        var users = VersionUse.Of(version, deployments.List(), services.List()).Select(u => u.ToString()).ToList();
        if (!users.SequenceEqual(before))
        {
            var usage = new VersionUsage { By = users, EndedAt = users.Count == 0 ? _time.GetUtcNow() : null };
            var status = new JsonObject
            {
                // A merge leaves alone what is not named: what has ended before has to be said.
                ["usage"] = new JsonObject { ["by"] = JsonSerializer.SerializeToNode(usage.By), ["endedAt"] = JsonSerializer.SerializeToNode(usage.EndedAt, ApiJson.Options) },
            };
            await client.PatchAsync<ModelVersion>(key, Patch.Merge(new JsonObject { ["status"] = status }), cancellationToken, "status");
        }

        return ReconcileResult.Done;
    }

    private void Concerned(VersionReference? named, VersionUser user)
    {
        if (named is { Project: { } project })
        {
            Enqueue(new NamespacedName(project, named.ResourceName));
        }

        foreach (var version in Informer.List().Where(v => v.Status?.Usage?.By?.Contains(user.ToString()) == true))
        {
            Enqueue(NamespacedName.Of(version));
        }
    }
}
