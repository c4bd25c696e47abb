using System.Globalization;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Objects of kinds over the store's bytes: the revision becomes <c>resourceVersion</c>, store errors become API errors.</summary>
/// <remarks>Some are kept in the ledger instead; who writes one need not know.</remarks>
internal sealed class ObjectStore(IResourceStore store, AuditTrail trail, IEnumerable<ILedgerDocuments> ledger)
{
    public IResourceStore Store => store;

    public static ResourceKey Key(KindDescriptor kind, string @namespace, string name) => new(kind.Collection(), @namespace, name);

    public async ValueTask<JsonObject?> FindAsync(KindDescriptor kind, string @namespace, string name, CancellationToken cancellationToken) => kind.IsVirtual
        ? await LedgerOf(kind).FindAsync(@namespace, name, cancellationToken)
        : await store.GetAsync(Key(kind, @namespace, name), cancellationToken) is { } stored ? new StoredDocument(kind, stored.Document, stored.Revision).Decode() : null;

    public async ValueTask<JsonObject> GetAsync(KindDescriptor kind, string @namespace, string name, CancellationToken cancellationToken) =>
        await FindAsync(kind, @namespace, name, cancellationToken) ?? throw StatusErrors.NotFound(kind, name);

    /// <summary>Refuses a revision that a client cannot have from here: it has not happened yet.</summary>
    public async Task RequireReachedAsync(long revision, CancellationToken cancellationToken)
    {
        if (revision > 0 && await store.GetRevisionAsync(cancellationToken) is var newest && revision > newest)
        {
            throw StatusErrors.TooLargeVersion(revision, newest);
        }
    }

    /// <summary>Stores a new object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="document">The object.</param>
    /// <param name="audit">The call it is for; null for the server's own doing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<JsonObject> CreateAsync(KindDescriptor kind, JsonObject document, RequestAudit? audit, CancellationToken cancellationToken)
    {
        if (kind.IsVirtual)
        {
            return await RecordedAsync(kind, ChangeType.Created, audit, LedgerOf(kind).CreateAsync(document, cancellationToken));
        }

        var meta = document.Meta();
        try
        {
            var entry = trail.Entry(audit, kind, document, ChangeType.Created);
            var revision = await store.CreateAsync(Key(kind, meta.Namespace ?? "", meta.Name!), StoredDocument.Encode(document), entry, cancellationToken);
            audit?.Wrote();
            return WithRevision(document, revision);
        }
        catch (KeyExistsException)
        {
            throw StatusErrors.AlreadyExists(kind, meta.Name!);
        }
    }

    /// <summary>What a client is shown that only wanted to know whether the object could be created.</summary>
    public JsonObject Preview(KindDescriptor kind, JsonObject document) => kind.IsVirtual ? LedgerOf(kind).Preview(document) : document;

    /// <summary>Replaces <paramref name="live"/>, which must be as it was read.</summary>
    public async Task<JsonObject> UpdateAsync(
        KindDescriptor kind, JsonObject live, JsonObject document, RequestAudit? audit, CancellationToken cancellationToken)
    {
        if (kind.IsVirtual)
        {
            return await RecordedAsync(kind, ChangeType.Updated, audit, LedgerOf(kind).UpdateAsync(live, document, cancellationToken));
        }

        var bytes = StoredDocument.Encode(document);
        var entry = trail.Entry(audit, kind, live, ChangeType.Updated);
        var revision = await WriteAsync(kind, live, (key, expected) => store.UpdateAsync(key, expected, bytes, entry, cancellationToken));
        audit?.Wrote();
        return WithRevision(document, revision);
    }

    /// <summary>Removes <paramref name="live"/>, which must be as it was read, and returns its last state.</summary>
    public async Task<JsonObject> DeleteAsync(KindDescriptor kind, JsonObject live, RequestAudit? audit, CancellationToken cancellationToken)
    {
        if (kind.IsVirtual)
        {
            return await RecordedAsync(kind, ChangeType.Deleted, audit, LedgerOf(kind).DeleteAsync(live, cancellationToken));
        }

        var entry = trail.Entry(audit, kind, live, ChangeType.Deleted);
        var revision = await WriteAsync(kind, live, (key, expected) => store.DeleteAsync(key, expected, entry, cancellationToken));
        audit?.Wrote();
        return WithRevision((JsonObject)live.DeepClone(), revision);
    }

    public static long RevisionOf(JsonObject document) => long.Parse(document.Meta().ResourceVersion!, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The ledger's commit cannot hold a record; a call's is made before its answer, the server's own here.</summary>
    private async Task<JsonObject> RecordedAsync(KindDescriptor kind, ChangeType change, RequestAudit? audit, Task<JsonObject> write)
    {
        var written = await write;
        if (audit is null)
        {
            await trail.RecordOwnAsync(kind, written, change);
        }

        return written;
    }

    private ILedgerDocuments LedgerOf(KindDescriptor kind) => ledger.First(l => ReferenceEquals(l.Kind, kind));

    private static JsonObject WithRevision(JsonObject document, long revision)
    {
        document.Meta().ResourceVersion = revision.ToString(CultureInfo.InvariantCulture);
        return document;
    }

    private static async Task<long> WriteAsync(KindDescriptor kind, JsonObject live, Func<ResourceKey, long, Task<long>> write)
    {
        var meta = live.Meta();
        var key = Key(kind, meta.Namespace ?? "", meta.Name!);
        try
        {
            return await write(key, RevisionOf(live));
        }
        catch (RevisionConflictException)
        {
            throw StatusErrors.Modified(kind, key.Name);
        }
        catch (KeyNotFoundInStoreException)
        {
            throw StatusErrors.NotFound(kind, key.Name);
        }
    }
}
