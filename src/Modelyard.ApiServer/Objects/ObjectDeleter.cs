using System.Text.Json.Nodes;
using Modelyard.Api;

namespace Modelyard.ApiServer;

/// <summary>
/// Deletes at once what nobody holds on to, and marks the rest: finalizers, dependents with foreground deletion, a running pod,
/// a namespace with contents. Whoever holds on removes the last hold, and the object goes with that write.
/// </summary>
internal sealed class ObjectDeleter(ObjectStore objects, TimeProvider time)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    private const int Attempts = 5;
    private const long DefaultPodGrace = 30;

    /// <summary>Returns the object's last state, and whether it is gone.</summary>
    public async Task<(JsonObject Last, bool Gone)> DeleteAsync(
        KindDescriptor kind, string @namespace, string name, DeleteOptions options, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var live = await objects.GetAsync(kind, @namespace, name, cancellationToken);
            Require(kind, live, options.Preconditions);
            try
            {
                return await DeleteAsync(kind, live, options, cancellationToken);
            }
            catch (StatusException lost) when (lost.IsConflict && attempt < Attempts && options.Preconditions?.ResourceVersion is null)
            {
                // Changed since it was read: look again.
            }
        }
    }

    private async Task<(JsonObject Last, bool Gone)> DeleteAsync(
        KindDescriptor kind, JsonObject live, DeleteOptions options, CancellationToken cancellationToken)
    {
        var next = (JsonObject)live.DeepClone();
        var held = Mark(kind, next, options);
        if (options.DryRun is { Count: > 0 })
        {
            return (next, !held);
        }

        if (!held)
        {
            return (await objects.DeleteAsync(kind, live, options.Audit, cancellationToken), true);
        }

        return JsonNode.DeepEquals(live, next) ? (next, false) : (await objects.UpdateAsync(kind, live, next, options.Audit, cancellationToken), false);
    }

    /// <summary>Writes the marks of deletion; true when the object has to stay for now.</summary>
    private bool Mark(KindDescriptor kind, JsonObject document, DeleteOptions options)
    {
        var meta = document.Meta();
        var finalizers = meta.Finalizers.ToList();
        if (!meta.IsBeingDeleted || options.PropagationPolicy is not null)
        {
            finalizers.RemoveAll(f => f is ForegroundFinalizer or OrphanFinalizer);
            switch (options.PropagationPolicy)
            {
                case "Foreground":
                    finalizers.Add(ForegroundFinalizer);
                    break;
                case "Orphan":
                    finalizers.Add(OrphanFinalizer);
                    break;
            }
        }

        meta.SetFinalizers(finalizers);
        var grace = Grace(kind, document, options);
        if (!meta.IsBeingDeleted)
        {
            meta.DeletionTimestamp = DocumentMetadata.Time(time.GetUtcNow().AddSeconds(grace));
            meta.DeletionGracePeriodSeconds = grace;
            if (kind.HasGeneration)
            {
                meta.Generation++;
            }
        }
        else if (grace < (meta.DeletionGracePeriodSeconds ?? 0))
        {
            meta.DeletionGracePeriodSeconds = grace;
        }

        if (NamespaceGuard.HoldsContents(kind, document))
        {
            document["status"] = new JsonObject { ["phase"] = "Terminating" };
            meta.Object.Remove("deletionGracePeriodSeconds");
            return true;
        }

        return finalizers.Count > 0 || meta.DeletionGracePeriodSeconds > 0;
    }

    /// <summary>Only a pod on a node has something to end gracefully; the node deletes it with a grace of 0 when it has.</summary>
    private static long Grace(KindDescriptor kind, JsonObject document, DeleteOptions options)
    {
        if (!kind.Is("", "pods"))
        {
            return 0;
        }

        var phase = document["status"]?["phase"]?.ToString();
        var scheduled = !string.IsNullOrEmpty(document["spec"]?["nodeName"]?.ToString());
        var wanted = options.GracePeriodSeconds
            ?? (document["spec"]?["terminationGracePeriodSeconds"] is JsonValue value && value.TryGetValue<long>(out var seconds) ? seconds : DefaultPodGrace);
        return scheduled && phase is not ("Succeeded" or "Failed") ? Math.Max(0, wanted) : 0;
    }

    private static void Require(KindDescriptor kind, JsonObject live, DeletePreconditions? preconditions)
    {
        var meta = live.Meta();
        if (preconditions?.Uid is { } uid && uid != meta.Uid)
        {
            throw StatusErrors.Conflict(kind, meta.Name!, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {meta.Uid}");
        }

        if (preconditions?.ResourceVersion is { } version && version != meta.ResourceVersion)
        {
            throw StatusErrors.Conflict(
                kind, meta.Name!, $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {meta.ResourceVersion}");
        }
    }
}
