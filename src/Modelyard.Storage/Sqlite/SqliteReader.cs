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
        var after = query.After ?? ("", "");
        var items = new List<StoredResource>();
        var bears = RowTerms.Condition(query, static number => $"instr(terms, $term{number}) > 0", out var terms);
        using var made = query.Bearing.Count > 0 ? List(bears, terms.Select(static (_, number) => $"$term{number}")) : null;
        using var row = (made ?? _list).Query(
        [
            query.Collection, query.Namespace ?? "", query.Namespace ?? LogRows.LastNamespace, after.Namespace, after.Name, revision, limit, .. terms,
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

    /// <summary>Walks the key index in order, so that a limit stops early, and opens only rows that are wanted; the inner query is one seek in it.</summary>
    private PreparedStatement List(string condition, IEnumerable<string> parameters) => new(
        _connection,
        $"""
        select revision, namespace, name, document from log as l
        where collection = $collection
          and namespace >= $from and namespace <= $to
          and (namespace, name) > ($after_namespace, $after_name)
          and {condition}
          and revision = (select max(k.revision) from log as k
                          where k.collection = l.collection and k.namespace = l.namespace and k.name = l.name and k.revision <= $revision)
          and deleted = 0
        order by namespace, name
        limit $limit
        """,
        ["$collection", "$from", "$to", "$after_namespace", "$after_name", "$revision", "$limit", .. parameters]);
}
