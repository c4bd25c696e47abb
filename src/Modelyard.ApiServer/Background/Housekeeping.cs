using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Follows the whole log, in order, and does what follows from changes: garbage collection and emptying of namespaces.</summary>
internal sealed partial class Housekeeping(
    ObjectStore objects, KindCatalog catalog, GarbageCollector garbage, NamespaceEmptier namespaces, TimeProvider time, ILogger<Housekeeping> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await FollowAsync(() => failures = 0, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Everything is derived from the store, so starting over is always right, and stopping never is: nothing would be collected.
                var delay = Delay(failures++);
                Log.StartingOver(logger, delay, error);
                await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static TimeSpan Delay(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestDelay.Ticks, FirstDelay.Ticks << Math.Min(failures, 10)));

    private async Task FollowAsync(Action progressed, CancellationToken cancellationToken)
    {
        var kinds = catalog.Current.Kinds.DistinctBy(k => k.Collection()).ToDictionary(k => k.Collection());
        garbage.Reset();
        namespaces.Reset();
        var revision = objects.Store.Revision;
        var present = new List<(KindDescriptor Kind, JsonObject Document)>();
        foreach (var kind in kinds.Values)
        {
            var page = await objects.Store.ListAsync(new ListQuery(kind.Collection()) { Revision = revision }, cancellationToken);
            present.AddRange(page.Items.Select(i => (kind, ObjectStore.Decode(kind, i.Document, i.Revision))));
        }

        present.ForEach(p => garbage.Learn(p.Kind, p.Document));
        foreach (var (kind, document) in present)
        {
            await OnPresentAsync(kind, document, cancellationToken);
        }

        await foreach (var change in objects.Store.WatchAsync(new WatchQuery(null, revision), cancellationToken))
        {
            if (kinds.TryGetValue(change.Key.Collection, out var kind))
            {
                await HandleAsync(kind, change, cancellationToken);
                progressed();
            }
        }
    }

    private async Task HandleAsync(KindDescriptor kind, StoreChange change, CancellationToken cancellationToken)
    {
        if (change.Type == ChangeType.Deleted)
        {
            await garbage.OnGoneAsync(kind, ObjectStore.Decode(kind, change.Previous, change.Revision), cancellationToken);
            await namespaces.OnGoneAsync(change.Key.Namespace, cancellationToken);
            return;
        }

        var document = ObjectStore.Decode(kind, change.Document, change.Revision);
        garbage.Learn(kind, document);
        await OnPresentAsync(kind, document, cancellationToken);
    }

    private async Task OnPresentAsync(KindDescriptor kind, JsonObject document, CancellationToken cancellationToken)
    {
        await garbage.OnPresentAsync(kind, document, cancellationToken);
        if (NamespaceGuard.IsNamespace(kind))
        {
            await namespaces.OnNamespaceAsync(document, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Housekeeping starts over in {Delay}")]
        public static partial void StartingOver(ILogger logger, TimeSpan delay, Exception error);
    }
}
