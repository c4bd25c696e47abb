using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>One read connection with its prepared statements. Not for two calls at once.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly LatestRow _latest;
    private readonly PreparedStatement _list;
    private readonly PreparedStatement _changes;

    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _latest = new LatestRow(connection);

        _list = List("true", []);

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
        var (@namespace, name) = query.Before;
        var items = new List<StoredResource>();
        var bears = RowTerms.Condition(query, "newest.terms", static number => $"instr(newest.terms, $term{number}) > 0", out var terms);
        using var made = query.Bearing.Count > 0 ? List(bears, terms.Select(static (_, number) => $"$term{number}")) : null;
        using var row = (made ?? _list).Query(
        [
            query.Collection, @namespace, name, query.Namespace ?? LogRows.LastNamespace, revision, limit, .. terms,
        ]);
        while (row.Read())
        {
            items.Add(LogRows.Resource(query.Collection, row));
        }

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
        _list.Dispose();
        _changes.Dispose();
        _connection.Dispose();
    }

    /// <summary>
    /// Walks the key index from where the page begins, takes the newest row of each key there, and opens only those that are wanted; a limit stops it
    /// early. Groups come in the order of their keys, and the cross join keeps it: to ask for the order outside would have documents sorted.
    /// </summary>
    private PreparedStatement List(string condition, IEnumerable<string> parameters) => new(
        _connection,
        $"""
        select newest.revision, newest.namespace, newest.name, l.document from (
            select namespace, name, max(revision) as revision, deleted, terms from log
            where collection = $collection and (namespace, name) > ($after_namespace, $after_name) and namespace <= $to and revision <= $revision
            group by namespace, name
            order by namespace, name) as newest
        cross join log as l on l.revision = newest.revision
        where newest.deleted = 0 and {condition}
        limit $limit
        """,
        ["$collection", "$after_namespace", "$after_name", "$to", "$revision", "$limit", .. parameters]);
}
