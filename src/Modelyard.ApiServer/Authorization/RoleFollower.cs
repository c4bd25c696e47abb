using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Keeps the <see cref="RoleBook"/> as the store has it, and lets a request wait until it is as new as what the request can read.</summary>
internal sealed class RoleFollower(ObjectStore objects, KindCatalog catalog, RoleBook book, TimeProvider time, ILogger<RoleFollower> logger)
    : StoreFollower(objects, time, logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RevisionGate _gate = new();

    /// <summary>Waits until a right that was given or taken before this call counts.</summary>
    /// <exception cref="StatusException">The store has not been heard of for too long to decide anything.</exception>
    public async ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        if (!await _gate.TryCatchUpAsync(Objects.Store, Patience, Time, cancellationToken))
        {
            throw StatusErrors.Unavailable("the roles and bindings cannot be read at the moment");
        }
    }

    protected override async Task FollowAsync(Action progressed, CancellationToken cancellationToken)
    {
        var kinds = catalog.Current.Kinds.Where(k => k.Group == RoleBook.Group).ToDictionary(k => k.Collection());
        var revision = await Objects.Store.GetRevisionAsync(cancellationToken);
        var present = new List<(KindDescriptor Kind, StoredResource Item)>();
        foreach (var kind in kinds.Values)
        {
            var page = await Objects.Store.ListAsync(new ListQuery(kind.Collection()) { Revision = revision }, cancellationToken);
            present.AddRange(page.Items.Select(i => (kind, i)));
        }

        book.Clear();
        present.ForEach(p => book.Set(p.Kind, new StoredDocument(p.Kind, p.Item.Document, p.Item.Revision).Decode()));
        _gate.Reach(revision);
        await foreach (var change in Objects.Store.WatchAsync(new WatchQuery(null, revision), cancellationToken))
        {
            if (kinds.TryGetValue(change.Key.Collection, out var kind))
            {
                Note(kind, change);
            }

            _gate.Reach(change.Revision);
            progressed();
        }
    }

    private void Note(KindDescriptor kind, StoreChange change)
    {
        if (change.Type == ChangeType.Deleted)
        {
            book.Remove(kind, new StoredDocument(kind, change.Previous, change.Revision).Decode());
        }
        else
        {
            book.Set(kind, new StoredDocument(kind, change.Document, change.Revision).Decode());
        }
    }
}
