using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>One read connection with its prepared statements. Not for two calls at once.</summary>
internal sealed class SqliteReader : IDisposable
{
    /// <summary>Walks the table of what is newest from where the page begins; a limit stops it early.</summary>
    private const string Newest =
        """
        select newest.revision, newest.namespace, newest.name, log.document
        from newest cross join log on log.revision = newest.revision
        where newest.collection = $collection and (newest.namespace, newest.name) > ($after_namespace, $after_name) and newest.namespace <= $to
          and newest.revision <= $revision
        """;

    /// <summary>
    /// Walks the key index instead, and takes the newest row of each key up to the revision. Groups come in the order of their keys, and the cross join keeps it: to
    /// ask for the order outside would have documents sorted.
    /// </summary>
    private const string History =
        """
        select newest.revision, newest.namespace, newest.name, log.document from (
            select namespace, name, max(revision) as revision, deleted from log
            where collection = $collection and (namespace, name) > ($after_namespace, $after_name) and namespace <= $to and revision <= $revision
            group by namespace, name
            order by namespace, name) as newest
        cross join log on log.revision = newest.revision
        where newest.deleted = 0
        """;

    private readonly SqliteConnection _connection;
    private readonly LatestRow _latest;
    private readonly PreparedStatement _begin;
    private readonly PreparedStatement _last;
    private readonly PreparedStatement _end;
    private readonly PreparedStatement _newest;
    private readonly PreparedStatement _history;
    private readonly PreparedStatement _changes;

    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _latest = new LatestRow(connection);
        _begin = new PreparedStatement(connection, "begin");
        _last = new PreparedStatement(connection, "select coalesce(max(revision), 0) from log");
        _end = new PreparedStatement(connection, "end");
        _newest = List(Newest, "true", []);
        _history = List(History, "true", []);
        _changes = new PreparedStatement(connection, """
            select l.revision, l.collection, l.namespace, l.name, l.previous, l.deleted, l.document, p.document
            from log as l left join log as p on p.revision = l.previous
            where l.revision > $after and l.revision <= $until
              and ($collection is null or l.collection = $collection) and ($namespace is null or l.namespace = $namespace)
            order by l.revision
            limit $limit
            """, "$after", "$until", "$collection", "$namespace", "$limit");
    }

    public StoredResource? Get(ResourceKey key) => _latest.Find(key);

    public List<StoredResource> List(ListQuery query, long revision, int limit)
    {
        // Both in one snapshot: what is newest, and whether that is what was asked for.
        _begin.Execute();
        var items = Last() <= revision
            ? List(query, revision, limit, _newest, Newest, "newest.terms")
            : List(query, revision, limit, _history, History, "log.terms");
        _end.Execute();
        return items;
    }

    public List<StoreChange> Changes(WatchQuery query, long after, long until, int limit)
    {
        var changes = new List<StoreChange>();
        using var row = _changes.Query(after, until, query.Collection, query.Namespace, limit);
        while (row.Read())
        {
            changes.Add(LogRows.Change(row));
        }

        return changes;
    }

    public void Dispose()
    {
        _latest.Dispose();
        _begin.Dispose();
        _last.Dispose();
        _end.Dispose();
        _newest.Dispose();
        _history.Dispose();
        _changes.Dispose();
        _connection.Dispose();
    }

    private long Last()
    {
        using var row = _last.Query();
        return row.Read() ? row.GetInt64(0) : 0;
    }

    private List<StoredResource> List(ListQuery query, long revision, int limit, PreparedStatement all, string sql, string column)
    {
        var (@namespace, name) = query.Before;
        var items = new List<StoredResource>();
        var bears = RowTerms.Condition(query, column, number => $"instr({column}, $term{number}) > 0", out var terms);
        using var some = query.Bearing.Count > 0 ? List(sql, bears, terms.Select(static (_, number) => $"$term{number}")) : null;
        using var row = (some ?? all).Query(
        [
            query.Collection, @namespace, name, query.Namespace ?? LogRows.LastNamespace, revision, limit, .. terms,
        ]);
        while (row.Read())
        {
            items.Add(LogRows.Resource(query.Collection, row));
        }

        return items;
    }

    private PreparedStatement List(string sql, string condition, IEnumerable<string> parameters) => new(
        _connection,
        $"{sql} and {condition} limit $limit",
        ["$collection", "$after_namespace", "$after_name", "$to", "$revision", "$limit", .. parameters]);
}
