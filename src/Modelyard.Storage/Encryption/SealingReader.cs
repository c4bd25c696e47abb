namespace Modelyard.Storage;

/// <summary>Decrypts what comes out of the log.</summary>
internal sealed class SealingReader(ILogReader inner, DocumentEncryption encryption) : ILogReader
{
    public static StoredResource Open(StoredResource stored, DocumentEncryption encryption) =>
        Open(stored.Key, stored.Revision, stored.Document, encryption) is var document && document.Equals(stored.Document)
            ? stored
            : stored with { Document = document };

    public ValueTask<LogHead> ReadHeadAsync(CancellationToken cancellationToken) => inner.ReadHeadAsync(cancellationToken);

    public async ValueTask<StoredResource?> FindAsync(ResourceKey key, CancellationToken cancellationToken) =>
        await inner.FindAsync(key, cancellationToken) is { } stored ? Open(stored, encryption) : null;

    public async ValueTask<LogPage<StoredResource>> ListAsync(ListQuery query, int? limit, CancellationToken cancellationToken)
    {
        var page = await inner.ListAsync(query, limit, cancellationToken);
        for (var i = 0; i < page.Items.Count; i++)
        {
            page.Items[i] = Open(page.Items[i], encryption);
        }

        return page;
    }

    public async ValueTask<LogPage<StoreChange>> ChangesAsync(WatchQuery query, long after, long until, int limit, CancellationToken cancellationToken)
    {
        var page = await inner.ChangesAsync(query, after, until, limit, cancellationToken);
        for (var i = 0; i < page.Items.Count; i++)
        {
            var change = page.Items[i];
            var document = Open(change.Key, change.Revision, change.Document, encryption);
            var previous = Open(change.Key, null, change.Previous, encryption);
            if (!document.Equals(change.Document) || !previous.Equals(change.Previous))
            {
                page.Items[i] = change with { Document = document, Previous = previous };
            }
        }

        return page;
    }

    private static ReadOnlyMemory<byte> Open(ResourceKey key, long? revision, ReadOnlyMemory<byte> stored, DocumentEncryption encryption)
    {
        if (SealedDocument.IsSealed(stored.Span))
        {
            return SealedDocument.Open(encryption.Keys, key, revision, stored.Span);
        }

        // All of them were encrypted at the start: this one has been put there since, by somebody else.
        return stored.IsEmpty || !encryption.Collections.Contains(key.Collection)
            ? stored
            : throw new StoreUnusableException($"{key} is not encrypted, so it was not written by this program. Remove it, or start again to accept it");
    }
}
