using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Knows where there are quotas, and has them counted anew when something in their namespace has changed.</summary>
internal sealed class QuotaFollower(ObjectStore objects, KindCatalog catalog, QuotaBook book, QuotaRecount recount, TimeProvider time, ILogger<QuotaFollower> logger)
    : StoreFollower(objects, time, logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly RevisionGate _gate = new();

    /// <summary>Whether a quota that was made before this call may limit objects of this kind. Where that is not known in time, it may: then the quotas are looked up.</summary>
    public async ValueTask<bool> MayLimitAsync(string @namespace, KindDescriptor kind, CancellationToken cancellationToken) =>
        !_gate.HasBegun || !await _gate.TryCatchUpAsync(Objects.Store, Patience, Time, cancellationToken) || book.Concerns(@namespace, kind);

    protected override async Task FollowAsync(Action progressed, CancellationToken cancellationToken)
    {
        var revision = await Objects.Store.GetRevisionAsync(cancellationToken);
        if (catalog.Current.FindCollection(QuotaStore.Collection) is { } kind)
        {
            var page = await Objects.Store.ListAsync(new ListQuery(QuotaStore.Collection) { Revision = revision }, cancellationToken);
            book.Reset(page.Items.Select(i => Read(kind, i.Document, i.Revision)));
            recount.AskForAll();
        }

        _gate.Reach(revision);
        await foreach (var change in Objects.Store.WatchAsync(new WatchQuery(null, revision), cancellationToken))
        {
            if (change.Type != ChangeType.Progress && catalog.Current.FindCollection(change.Key.Collection) is { } changed)
            {
                Note(changed, change);
            }

            _gate.Reach(change.Revision);
            progressed();
        }
    }

    private void Note(KindDescriptor kind, StoreChange change)
    {
        var @namespace = change.Key.Namespace;
        if (change.Key.Collection == QuotaStore.Collection)
        {
            NoteQuota(kind, change);
        }

        if (!book.Concerns(@namespace, kind))
        {
            return;
        }

        if (change.Type == ChangeType.Deleted)
        {
            recount.Ask(@namespace);
        }
        else if (change.Type == ChangeType.Created || CountedObject.CanGrow(kind))
        {
            var document = new StoredDocument(kind, change.Document, change.Revision).Decode();
            if (change.Type == ChangeType.Created || Counts(document) != Counts(new StoredDocument(kind, change.Previous, change.Revision).Decode()))
            {
                recount.Stored(@namespace, document.Meta().Uid!, change.Revision);
            }
        }
    }

    private void NoteQuota(KindDescriptor kind, StoreChange change)
    {
        if (change.Type == ChangeType.Deleted)
        {
            book.Remove(change.Key.Namespace, change.Key.Name);
            return;
        }

        var quota = Read(kind, change.Document, change.Revision);
        book.Set(quota);
        if (!Same(quota.Spec.Hard, quota.Status?.Hard))
        {
            recount.Ask(change.Key.Namespace);
        }
    }

    /// <summary>All that decides what a pod or a service takes; most changes of pods are others.</summary>
    private static (string?, string?, string?, string?) Counts(JsonObject document) => (
        document["status"]?["phase"]?.ToString(),
        document.Meta().DeletionTimestamp,
        document["spec"]?["activeDeadlineSeconds"]?.ToJsonString(),
        document["spec"]?["type"] is null ? null : document["spec"]!.ToJsonString());

    private static ResourceQuota Read(KindDescriptor kind, ReadOnlyMemory<byte> document, long revision) =>
        new StoredDocument(kind, document, revision).Decode().Deserialize<ResourceQuota>(ApiJson.Options)!;

    private static bool Same(Dictionary<string, Quantity>? wanted, Dictionary<string, Quantity>? inForce) =>
        inForce is not null && (wanted ?? []).Count == inForce.Count && (wanted ?? []).All(w => inForce.TryGetValue(w.Key, out var amount) && amount == w.Value);
}
