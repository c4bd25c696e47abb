using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>One read connection with its prepared statements. Not for two calls at once.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _list;
    private readonly SqliteCommand _changes;

    public SqliteReader(SqliteConnection connection)
    {
        _connection = connection;
        _get = Prepare("""
            select revision, deleted, document from log
            where collection = $collection and namespace = $namespace and name = $name
            order by revision desc limit 1
            """, "$collection", "$namespace", "$name");

        // Walks the key index in order, so that a limit stops early; the inner query is one index seek per row.
        _list = Prepare("""
            select revision, namespace, name, document from log as l
            where collection = $collection
              and namespace >= $from and namespace <= $to
              and (namespace, name) > ($after_namespace, $after_name)
              and revision = (select max(k.revision) from log as k
                              where k.collection = l.collection and k.namespace = l.namespace and k.name = l.name and k.revision <= $revision)
              and deleted = 0
            order by namespace, name
            limit $limit
            """, "$collection", "$from", "$to", "$after_namespace", "$after_name", "$revision", "$limit");

        _changes = Prepare("""
            select l.revision, l.collection, l.namespace, l.name, l.previous, l.deleted, l.document, p.document
            from log as l left join log as p on p.revision = l.previous
            where l.revision > $after and l.revision <= $until
              and ($collection is null or l.collection = $collection) and ($namespace is null or l.namespace = $namespace)
            order by l.revision
            limit $limit
            """, "$after", "$until", "$collection", "$namespace", "$limit");
    }

    public StoredResource? Get(ResourceKey key)
    {
        Bind(_get, key.Collection, key.Namespace, key.Name);
        using var row = _get.ExecuteReader();
        return row.Read() && row.GetInt64(1) == 0 ? new StoredResource(key, row.GetInt64(0), row.GetFieldValue<byte[]>(2)) : null;
    }

    public List<StoredResource> List(ListQuery query, long revision, int limit)
    {
        // Every string is at most U+10FFFF repeated, and a namespace is at most 63 ASCII characters.
        var after = query.After ?? ("", "");
        Bind(_list, query.Collection, query.Namespace ?? "", query.Namespace ?? "\U0010FFFF", after.Namespace, after.Name, revision, limit);
        var items = new List<StoredResource>();
        using var row = _list.ExecuteReader();
        while (row.Read())
        {
            var key = new ResourceKey(query.Collection, row.GetString(1), row.GetString(2));
            items.Add(new StoredResource(key, row.GetInt64(0), row.GetFieldValue<byte[]>(3)));
        }

        return items;
    }

    public List<StoreChange> Changes(WatchQuery query, long after, long until, int limit)
    {
        Bind(_changes, after, until, query.Collection, query.Namespace, limit);
        var changes = new List<StoreChange>();
        using var row = _changes.ExecuteReader();
        while (row.Read())
        {
            var key = new ResourceKey(row.GetString(1), row.GetString(2), row.GetString(3));
            var type = row.GetInt64(5) != 0 ? ChangeType.Deleted : row.GetInt64(4) == 0 ? ChangeType.Created : ChangeType.Updated;
            changes.Add(new StoreChange(type, key, row.GetInt64(0), Bytes(row, 6), Bytes(row, 7)));
        }

        return changes;
    }

    public void Dispose()
    {
        _get.Dispose();
        _list.Dispose();
        _changes.Dispose();
        _connection.Dispose();
    }

    private static ReadOnlyMemory<byte> Bytes(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? default : row.GetFieldValue<byte[]>(column);

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }
}
