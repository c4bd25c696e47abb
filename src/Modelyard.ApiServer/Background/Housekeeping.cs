using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Follows the whole log, in order, and does what follows from changes: garbage collection and emptying of namespaces.</summary>
internal sealed class Housekeeping(
    ObjectStore objects, KindCatalog catalog, GarbageCollector garbage, NamespaceEmptier namespaces, TimeProvider time, ILogger<Housekeeping> logger)
    : StoreFollower(objects, time, logger)
{
    protected override async Task FollowAsync(Action progressed, CancellationToken cancellationToken)
    {
        garbage.Reset();
        namespaces.Reset();
        var revision = await Objects.Store.GetRevisionAsync(cancellationToken);
        var present = new List<(KindDescriptor Kind, JsonObject Document)>();
        foreach (var kind in catalog.Current.Collections)
        {
            var page = await Objects.Store.ListAsync(new ListQuery(kind.Collection()) { Revision = revision }, cancellationToken);
            present.AddRange(page.Items.Select(i => (kind, new StoredDocument(kind, i.Document, i.Revision).Decode())));
        }

        present.ForEach(p => garbage.Learn(p.Kind, p.Document));
        foreach (var (kind, document) in present)
        {
            await OnPresentAsync(kind, document, cancellationToken);
        }

        await foreach (var change in Objects.Store.WatchAsync(new WatchQuery(null, revision), cancellationToken))
        {
            if (catalog.Current.FindCollection(change.Key.Collection) is { } kind)
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
            await garbage.OnGoneAsync(kind, new StoredDocument(kind, change.Previous, change.Revision).Decode(), cancellationToken);
            await namespaces.OnGoneAsync(change.Key.Namespace, cancellationToken);
            return;
        }

        var document = new StoredDocument(kind, change.Document, change.Revision).Decode();
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
}
