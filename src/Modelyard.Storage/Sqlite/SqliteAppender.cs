using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>Appends to the log in a SQLite file, which one process at a time has open.</summary>
internal sealed class SqliteAppender(SqliteConnection connection, string path, SqliteHead head) : ILogAppender, IDisposable
{
    private readonly LatestRow _latest = new(connection);

    private readonly PreparedStatement _append = new(connection, """
        insert into log (revision, collection, namespace, name, previous, deleted, document, terms)
        values ($revision, $collection, $namespace, $name, $previous, $deleted, $document, $terms)
        """, "$revision", "$collection", "$namespace", "$name", "$previous", "$deleted", "$document", "$terms");

    private readonly PreparedStatement _compact = new(connection, """
        delete from log where revision in (
            select l.revision from log as l
            where l.revision <= $revision
              and (l.deleted = 1 or exists (
                  select 1 from log as k
                  where k.collection = l.collection and k.namespace = l.namespace and k.name = l.name
                    and k.revision > l.revision and k.revision <= $revision))
            order by l.revision   -- a removal must not go before what it removed, or that would come back
            limit $limit)
        """, "$revision", "$limit");

    private readonly SqliteTrail _trail = new(connection);
    private readonly SqliteSealedRows _sealed = new(connection, path);

    private readonly PreparedStatement _mark = new(connection, "update compaction set revision = max(revision, $revision)", "$revision");

    private long _appended;

    public ISealedRows Sealed => _sealed;

    public LogState Begin(IReadOnlyCollection<ResourceKey> keys) => Translated(() =>
    {
        _appended = head.Revision;
        SqliteSchema.Execute(connection, "begin immediate");
        var newest = new Dictionary<ResourceKey, StoredResource>(keys.Count);
        foreach (var key in keys)
        {
            if (_latest.Find(key) is { } found)
            {
                newest.Add(key, found);
            }
        }

        return new LogState(head.Revision, newest, _trail.FindHead(), _sealed.FindMark()?.Key);
    });

    public void Append(IReadOnlyList<LogEntry> entries, TrailAddition? trail) => Translated(() =>
    {
        foreach (var (change, previous, document, terms) in entries)
        {
            var key = change.Key;
            _append.Execute(
                change.Revision, key.Collection, key.Namespace, key.Name, previous, change.Type == ChangeType.Deleted ? 1 : 0, document, terms);
            _appended = change.Revision;
        }

        if (trail is not null)
        {
            _trail.Append(trail);
        }

        return entries.Count;
    });

    public long PruneTrail(DateTimeOffset before, int limit) => Translated(() => _trail.Prune(before.ToUnixTimeMilliseconds(), limit));

    public int Compact(long revision, int limit) => Translated(() =>
    {
        // Announced first: a reader that finds rows missing must also find the mark that explains it.
        head.Compacting(revision);
        _mark.Execute(revision);
        return _compact.Execute(revision, limit);
    });

    public void Commit() => Translated(() =>
    {
        SqliteSchema.Execute(connection, "commit");
        head.Committed(_appended);
        return _appended;
    });

    public void Rollback()
    {
        try
        {
            SqliteSchema.Execute(connection, "rollback");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already, as it does when the disk is full.
        }
    }

    public void Dispose()
    {
        _latest.Dispose();
        _append.Dispose();
        _compact.Dispose();
        _mark.Dispose();
        _trail.Dispose();
        _sealed.Dispose();
        connection.Dispose();
    }

    private T Translated<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, path);
        }
    }
}
