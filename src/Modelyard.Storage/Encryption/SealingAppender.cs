namespace Modelyard.Storage;

/// <summary>
/// Encrypts what goes into the log. Which key is in use the database says, under the lock of whoever appends: so no process can go on
/// writing with a key that another has just retired.
/// </summary>
internal sealed class SealingAppender(ILogAppender inner, ISealedRows rows, DocumentEncryption encryption, string database) : ILogAppender
{
    // Bounded, so that many documents do not hold up other writes.
    private const int Step = 200;

    private DocumentKey? _key;

    public LogState Begin(IReadOnlyCollection<ResourceKey> keys)
    {
        var state = inner.Begin(keys);
        if (state.EncryptionKey is { } name)
        {
            _key = encryption.Keys.Find(name) ?? throw Missing(name);
        }

        foreach (var (key, stored) in state.Newest.ToList())
        {
            state.Newest[key] = SealingReader.Open(stored, encryption);
        }

        return state;
    }

    public void Append(IReadOnlyList<LogEntry> entries, TrailAddition? trail) => inner.Append([.. entries.Select(Seal)], trail);

    public long PruneTrail(DateTimeOffset before, int limit) => inner.PruneTrail(before, limit);

    public int Compact(long revision, int limit) => inner.Compact(revision, limit);

    public void Commit() => inner.Commit();

    public void Rollback() => inner.Rollback();

    /// <summary>Brings a database that nobody uses yet to the first key of the file: one never encrypted, or one whose rotation broke off.</summary>
    public void Prepare()
    {
        var fresh = false;
        var key = InTransaction(() =>
        {
            var mark = rows.FindMark();
            var found = encryption.Keys.TryRead();
            if (mark is null)
            {
                fresh = true;
            }
            else if (!found || encryption.Keys.Find(mark.Key) is null)
            {
                throw Missing(mark.Key);
            }

            var first = found ? encryption.Keys.Primary : encryption.Keys.Add();
            if (mark?.Coverage == encryption.Coverage(first))
            {
                return null;
            }

            Use(first);
            return first;
        });
        if (key is null)
        {
            return;
        }

        var rewritten = false;
        for (var after = (long?)0; after is { } position; rewritten |= after is not null)
        {
            after = InTransaction(() => SealNext(key, position));
        }

        if (fresh && rewritten)
        {
            rows.Scrub();
        }
    }

    /// <summary>From the commit of this on, everything is encrypted with <paramref name="key"/>.</summary>
    public void Use(DocumentKey key) => rows.Mark(new EncryptionMark(key.Id, ""));

    /// <summary>Encrypts some more of what is not with <paramref name="key"/> yet.</summary>
    /// <returns>Where to go on; null when all is done, which is then noted.</returns>
    public long? SealNext(DocumentKey key, long after)
    {
        var prefix = SealedDocument.Prefix(key);
        var others = rows.FindOthers(prefix, encryption.Collections, after, Step);
        foreach (var stored in others)
        {
            var document = SealedDocument.IsSealed(stored.Document.Span)
                ? SealedDocument.Open(encryption.Keys, stored.Key, stored.Revision, stored.Document.Span)
                : stored.Document.Span;
            rows.Rewrite(stored.Revision, SealedDocument.Seal(key, stored.Key, stored.Revision, document));
        }

        if (others.Count > 0)
        {
            return others[^1].Revision;
        }

        rows.Mark(new EncryptionMark(key.Id, encryption.Coverage(key)));
        return null;
    }

    private T InTransaction<T>(Func<T> action)
    {
        try
        {
            inner.Begin([]);
            var result = action();
            inner.Commit();
            return result;
        }
        catch
        {
            inner.Rollback();
            throw;
        }
    }

    private LogEntry Seal(LogEntry entry) => entry.Document is { } document && encryption.Collections.Contains(entry.Change.Key.Collection)
        ? entry with { Document = SealedDocument.Seal(_key!, entry.Change.Key, entry.Change.Revision, document), Terms = null }
        : entry;

    private StoreUnusableException Missing(string key)
    {
        var keys = encryption.Keys;
        return new StoreUnusableException(File.Exists(keys.Path)
            ? $"the secrets in {database} are encrypted with the key {key}, which {keys.Path} does not have (it has {string.Join(", ", keys.Names)}). Put back the key file that belongs to this database, or use that of the other installation on it: --encryption-key-file. Nothing was changed"
            : $"the secrets in {database} are encrypted with the key {key}, and {keys.Path} is missing. Put it back from a backup, or name its place with --encryption-key-file. Nothing was changed");
    }
}
