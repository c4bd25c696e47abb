using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>Runs the Pods of this machine: what the scheduler and the kubelet are in a cluster.</summary>
/// <remarks>This is the only writer of Pod status. An <see cref="Instance"/> never waits for the API to hear about it: it asks for another round here.</remarks>
internal sealed partial class NodeAgent(
    Informer<Pod> pods, InstanceContext context, NodeRegistration node, ILogger<NodeAgent> logger)
    : Controller<Pod>(pods, context.Time, logger, workers: 4)
{
    private static readonly TimeSpan ForcedGrace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Instance> _instances = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
        foreach (var instance in _instances.Values)
        {
            await instance.DisposeAsync();
        }

        _instances.Clear();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await node.WaitUntilRegisteredAsync(cancellationToken);
        var present = Informer.List().Select(p => p.Metadata.Uid!).ToHashSet(StringComparer.Ordinal);
        await new Orphans(context).EndAsync(present, cancellationToken);
        context.Models.ReleaseAllBut(present);
        return [];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var pod = Informer.Get(key);
        await EndReplacedAsync(key, pod);
        switch (pod)
        {
            case null:
                return ReconcileResult.Done;
            case { Spec.NodeName: null or "" }:
                return pod.Metadata.DeletionTimestamp is null ? await PlaceAsync(pod, cancellationToken) : ReconcileResult.Done;
            case var _ when pod.Spec.NodeName != context.Options.NodeName:
                return ReconcileResult.Done;
            case { Status.Phase: "Succeeded" or "Failed" } when !_instances.ContainsKey(pod.Metadata.Uid!):
                return ReconcileResult.Done;
            case { Metadata.DeletionTimestamp: not null } when !_instances.ContainsKey(pod.Metadata.Uid!) && context.Folder(pod.Metadata.Uid!).ReadRecord() is null:
                // Never started here, or ended already: there is nothing to wait for.
                await RemoveAsync(pod, cancellationToken);
                return ReconcileResult.Done;
        }

        var instance = _instances.GetOrAdd(pod.Metadata.Uid!, _ => new Instance(pod, context, () => Enqueue(key), logger, _stopping.Token));
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            instance.RequestStop(TimeSpan.FromSeconds(pod.Metadata.DeletionGracePeriodSeconds ?? pod.Spec.TerminationGracePeriodSeconds ?? 30));
            if (instance.IsGone)
            {
                await RemoveAsync(pod, cancellationToken);
                return ReconcileResult.Done;
            }
        }

        await PublishAsync(pod, instance, cancellationToken);
        return ReconcileResult.Done;
    }

    // The Pod of an instance is gone, or another of the same name took its place: somebody did not want to wait.
    private async Task EndReplacedAsync(NamespacedName key, Pod? pod)
    {
        foreach (var (uid, instance) in _instances)
        {
            if (instance.Key == key && uid != pod?.Metadata.Uid)
            {
                instance.RequestStop(ForcedGrace);
                if (instance.IsGone && _instances.TryRemove(uid, out _))
                {
                    await instance.DisposeAsync();
                }
            }
        }
    }

    private async Task<ReconcileResult> PlaceAsync(Pod pod, CancellationToken cancellationToken)
    {
        // One after the other, from the API itself: two Pods must not be promised the same device.
        using var _ = await node.EnterPlacementAsync(cancellationToken);
        var all = await context.Client.ListAsync<Pod>(ListOptions.All, cancellationToken);
        var placement = Placement.Find(pod, all.Items.Where(p => p.Spec.NodeName == context.Options.NodeName), node.Capacity, node.Labels);
        var key = NamespacedName.Of(pod);
        if (placement.Problem is { } problem)
        {
            if (pod.Status?.Conditions?.Find(c => c.Type == "PodScheduled") is not { Reason: "Unschedulable" } told || told.Message != problem)
            {
                var condition = new PodCondition { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = problem };
                await WriteStatusAsync(
                    pod, new PodStatus { Phase = "Pending", Conditions = PodConditions.Merge(pod.Status?.Conditions, [condition], context.Time.GetUtcNow()) }, cancellationToken);
                await context.Events.WarningAsync(pod, "FailedScheduling", problem, cancellationToken);
            }

            return ReconcileResult.RequeueAfter(TimeSpan.FromSeconds(2));
        }

        // The revision makes sure that the agent of another node was not quicker.
        var metadata = new JsonObject { ["resourceVersion"] = pod.Metadata.ResourceVersion };
        var change = new JsonObject { ["metadata"] = metadata, ["spec"] = new JsonObject { ["nodeName"] = context.Options.NodeName } };
        if (node.Capacity.Gpus.Count > 0)
        {
            metadata["annotations"] = new JsonObject { [Annotations.Gpus] = string.Join(',', placement.Gpus.Select(g => g.Uuid)) };
        }

        await context.Client.PatchAsync<Pod>(key, Patch.Merge(change), cancellationToken);
        await context.Events.NormalAsync(pod, "Scheduled", $"Successfully assigned {key} to {context.Options.NodeName}", cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task PublishAsync(Pod pod, Instance instance, CancellationToken cancellationToken)
    {
        // The address goes first: a Pod that is ready has one.
        if (instance.Address?.ToString() is { } address && pod.Metadata.Annotations?.GetValueOrDefault(ReplicaAddress.Annotation) != address)
        {
            var change = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [ReplicaAddress.Annotation] = address } } };
            pod = await context.Client.PatchAsync<Pod>(NamespacedName.Of(pod), Patch.Merge(change), cancellationToken);
        }

        await WriteStatusAsync(pod, PodStatusBuilder.Build(pod, instance.Report, context.Time.GetUtcNow()), cancellationToken);
    }

    private async Task WriteStatusAsync(Pod pod, PodStatus status, CancellationToken cancellationToken)
    {
        if (JsonNode.DeepEquals(Json(pod.Status), Json(status)))
        {
            return;
        }

        var written = JsonSerializer.Deserialize<Pod>(JsonSerializer.SerializeToUtf8Bytes(pod, ApiJson.Options), ApiJson.Options)!;
        written.Status = status;
        await context.Client.UpdateStatusAsync(written, cancellationToken);
    }

    private async Task RemoveAsync(Pod pod, CancellationToken cancellationToken)
    {
        var options = new DeleteOptions { GracePeriodSeconds = 0, PreconditionUid = pod.Metadata.Uid };
        await context.Client.DeleteIfExistsAsync<Pod>(NamespacedName.Of(pod), options, cancellationToken);
        if (_instances.TryRemove(pod.Metadata.Uid!, out var instance))
        {
            await instance.DisposeAsync();
        }

        Log.Removed(logger, NamespacedName.Of(pod));
    }

    private static JsonNode? Json(PodStatus? status) => JsonSerializer.SerializeToNode(status, ApiJson.Options);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Pod {Pod} is gone.")]
        public static partial void Removed(ILogger logger, NamespacedName pod);
    }
}
