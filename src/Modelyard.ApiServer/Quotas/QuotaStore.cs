using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Reads the quotas of a namespace and writes what is used of them, always on the condition that nobody else has meanwhile.</summary>
internal sealed class QuotaStore(ObjectStore objects, KindCatalog catalog)
{
    public const string Collection = "resourcequotas";

    private readonly WriteTurns _turns = new();

    /// <summary>Null where quotas are not served.</summary>
    public KindDescriptor? Kind => catalog.Current.FindCollection(Collection);

    /// <summary>In this process one at a time: all that happens in a namespace wants to change the same few quotas.</summary>
    public Task<IDisposable> TurnAsync(string @namespace, CancellationToken cancellationToken) =>
        _turns.TakeAsync(new ResourceKey(Collection, @namespace, ""), cancellationToken);

    public async Task<List<StoredQuota>> ListAsync(string @namespace, CancellationToken cancellationToken)
    {
        var page = await objects.Store.ListAsync(new ListQuery(Collection) { Namespace = @namespace }, cancellationToken);
        return [.. page.Items.Select(i => new StoredQuota(new StoredDocument(Kind!, i.Document, i.Revision).Decode()))];
    }

    /// <summary>False when somebody else has written it, or removed it, since it was read.</summary>
    public async Task<bool> TryWriteAsync(StoredQuota quota, JsonObject next, CancellationToken cancellationToken)
    {
        try
        {
            await objects.UpdateAsync(Kind!, quota.Live, next, null, cancellationToken);
            return true;
        }
        catch (StatusException lost) when (lost.IsConflict || lost.IsNotFound)
        {
            return false;
        }
    }
}
