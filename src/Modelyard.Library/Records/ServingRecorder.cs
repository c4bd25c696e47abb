using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Writes down which models run, and who had approved them, whenever that changes. What changed while nobody watched is written down when
/// somebody does again.
/// </summary>
internal sealed partial class ServingRecorder(
    Informer<InferenceService> services,
    Informer<Pod> pods,
    Informer<ModelVersion> versions,
    IResourceClient client,
    TimeProvider time,
    ILogger<ServingRecorder> logger) : Controller<InferenceService>(services, time, logger)
{
    private static readonly TimeSpan WithoutLedger = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = time;
    private readonly ConcurrentDictionary<NamespacedName, string> _written = new();

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await pods.WaitForSyncAsync(cancellationToken);
        await versions.WaitForSyncAsync(cancellationToken);
        _written.Clear();
        foreach (var record in await CurrentAsync(cancellationToken))
        {
            var key = new NamespacedName(record.Metadata.Namespace!, record.Service!);
            _written[key] = Text(record.Models);
            Enqueue(key);
        }

        return
        [
            pods.Subscribe(change => EnqueueServiceOf(change.Object)),
            versions.Subscribe(change => EnqueueServicesOf(change.Object)),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var models = RunningModels.Of(key, pods.List(), versions.Get);
        var text = Text(models);
        if (_written.GetValueOrDefault(key, Text(null)) == text)
        {
            return ReconcileResult.Done;
        }

        var record = new ServingRecord
        {
            Metadata = new ObjectMeta { Namespace = key.Namespace, Name = Guid.CreateVersion7(_time.GetUtcNow()).ToString() },
            Service = key.Name,
            Deployment = Informer.Get(key)?.Metadata.OwnerReferences?.Find(o => o.Kind == nameof(ModelDeployment))?.Name,
            Models = models,
        };
        try
        {
            await client.CreateAsync(record, cancellationToken);
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            Log.NoLedger(logger, key, WithoutLedger);
            return ReconcileResult.RequeueAfter(WithoutLedger);
        }

        _written[key] = text;
        return ReconcileResult.Done;
    }

    private async Task<IReadOnlyList<ServingRecord>> CurrentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ListAsync<ServingRecord>(new ListOptions { FieldSelector = ServingRecord.UntilField + "=" }, cancellationToken)).Items;
        }
        catch (StatusException e) when (e.IsNotFound)
        {
            return [];
        }
    }

    private void EnqueueServiceOf(Pod pod)
    {
        if (RunningModels.ServiceOf(pod) is { } service)
        {
            Enqueue(service);
        }
    }

    private void EnqueueServicesOf(ModelVersion version)
    {
        var name = VersionReference.Of(version);
        foreach (var pod in pods.List().Where(p => RunningModels.VersionOf(p) == name))
        {
            EnqueueServiceOf(pod);
        }
    }

    private static string Text(List<ServedModel>? models) => JsonSerializer.Serialize(models ?? [], ApiJson.Options);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What {Service} runs is not recorded: the API has no ledger. Tried again in {Pause}.")]
        public static partial void NoLedger(ILogger logger, NamespacedName service, TimeSpan pause);
    }
}
