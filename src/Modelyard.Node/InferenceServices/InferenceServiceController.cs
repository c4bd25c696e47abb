using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Node;

/// <summary>
/// Brings the Pods of a service in line with its spec and reports how it is doing: select the runtime → compile → one step of the rollout → status.
/// </summary>
internal sealed partial class InferenceServiceController(
    Informer<InferenceService> services,
    Informer<Pod> pods,
    RuntimeCatalog runtimes,
    IResourceClient client,
    ServiceEvents events,
    NodeOptions options,
    TimeProvider time,
    ILogger<InferenceServiceController> logger) : Controller<InferenceService>(services, time, logger)
{
    private readonly TimeProvider _time = time;
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(pods.WaitForSyncAsync(cancellationToken), runtimes.WaitForSyncAsync(cancellationToken));
        return
        [
            pods.Subscribe(change =>
            {
                if (change.Object.Metadata.Labels?.GetValueOrDefault(Labels.InferenceService) is { } service)
                {
                    Enqueue(new NamespacedName(change.Object.Metadata.Namespace!, service));
                }
            }),
            .. runtimes.Subscribe(EnqueueAll),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var service = await client.TryGetAsync<InferenceService>(key, cancellationToken);
        var replicas = await ReplicasAsync(key, cancellationToken);
        if (service is null || service.Metadata.DeletionTimestamp is not null)
        {
            await DeleteAsync(replicas.Where(p => p.Metadata.DeletionTimestamp is null), cancellationToken);
            return ReconcileResult.Done;
        }

        // Replicas of an earlier service of this name are not this one's.
        var strangers = replicas.Where(p => p.Metadata.OwnerReferences?.Any(o => o.Uid == service.Metadata.Uid) != true).ToList();
        await DeleteAsync(strangers.Where(p => p.Metadata.DeletionTimestamp is null), cancellationToken);

        var seen = Observe(service, [.. replicas.Except(strangers)]);
        var plan = RolloutPlan.Next(seen.Revision?.Hash, seen.Desired, service.Spec.Predictor?.DeploymentStrategy, seen.Pods);
        var created = new List<Pod>();
        string? refusal = null;
        for (var i = 0; i < plan.Create && refusal is null; i++)
        {
            try
            {
                created.Add(await client.CreateAsync(NewReplica(seen.Revision!), cancellationToken));
            }
            catch (StatusException refused) when (QuotaRefusal.Of(refused) is { } said)
            {
                refusal = said;
            }
        }

        await DeleteAsync(plan.Delete, cancellationToken);
        await ReportAsync(seen with { Pods = [.. seen.Pods.Except(plan.Delete), .. created], QuotaRefusal = refusal }, cancellationToken);

        // Nothing tells of room in a quota, which others may make: it is tried again and again, less and less often.
        return refusal is null ? ReconcileResult.Done : ReconcileResult.Failed(refusal);
    }

    private ServiceObservation Observe(InferenceService service, IReadOnlyCollection<Pod> replicas)
    {
        var stopped = service.Metadata.Annotations?.GetValueOrDefault(Annotations.Stop) == "true";
        var seen = new ServiceObservation
        {
            Service = service,
            Pods = replicas,
            IsStopped = stopped,
            Desired = stopped ? 0 : service.Spec.Predictor?.MinReplicas ?? 1,
            Url = new Uri(options.GatewayBaseUrl, $"/serving/{service.Metadata.Namespace}/{service.Metadata.Name}").ToString(),
        };
        try
        {
            var runtime = runtimes.Select(service);
            return seen with { Runtime = runtime, Revision = PredictorCompiler.Compile(service, runtime) };
        }
        catch (PredictorRejectedException rejection)
        {
            return seen with { Rejection = rejection };
        }
    }

    private async Task<List<Pod>> ReplicasAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        // From the API, not from the informer: what was created a moment ago must be counted.
        var ofService = new ListOptions { Namespace = key.Namespace, LabelSelector = $"{Labels.InferenceService}={key.Name}" };
        return (await client.ListAsync<Pod>(ofService, cancellationToken)).Items;
    }

    private static Pod NewReplica(PredictorRevision revision)
    {
        var pod = JsonSerializer.Deserialize<Pod>(JsonSerializer.SerializeToUtf8Bytes(revision.Template, ApiJson.Options), ApiJson.Options)!;
        pod.Metadata.GenerateName = revision.Name + "-";
        return pod;
    }

    private async Task DeleteAsync(IEnumerable<Pod> replicas, CancellationToken cancellationToken)
    {
        foreach (var pod in replicas)
        {
            await client.DeleteIfExistsAsync<Pod>(NamespacedName.Of(pod), new DeleteOptions { PreconditionUid = pod.Metadata.Uid }, cancellationToken);
        }
    }

    private async Task ReportAsync(ServiceObservation observed, CancellationToken cancellationToken)
    {
        var seen = observed.Complete();
        var before = seen.Service.Status;
        var status = ServiceStatusBuilder.Build(seen, _time.GetUtcNow());
        if (!JsonNode.DeepEquals(JsonSerializer.SerializeToNode(before, ApiJson.Options), JsonSerializer.SerializeToNode(status, ApiJson.Options)))
        {
            seen.Service.Status = status;
            await client.UpdateStatusAsync(seen.Service, cancellationToken);
            var ready = status.Conditions!.Find(c => c.Type == ConditionTypes.Ready)!;
            Log.Reported(_logger, NamespacedName.Of(seen.Service), ready.Status, ready.Reason);
        }

        await events.RecordAsync(seen, before, status, cancellationToken);
    }

    private void EnqueueAll(string? space)
    {
        foreach (var service in Informer.List().Where(s => space is null || s.Metadata.Namespace == space))
        {
            Enqueue(NamespacedName.Of(service));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "InferenceService {Service}: Ready is {Status} ({Reason}).")]
        public static partial void Reported(ILogger logger, NamespacedName service, string? status, string? reason);
    }
}
