using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The newest row of one key, as a connection sees it.</summary>
internal sealed class LatestRow(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _find = new(connection, """
        select revision, deleted, document from log
        where collection = $collection and namespace = $namespace and name = $name
        order by revision desc limit 1
        """, "$collection", "$namespace", "$name");

    /// <summary>Null when the key was never written, or its last write removed it.</summary>
    public StoredResource? Find(ResourceKey key)
    {
        using var row = _find.Query(key.Collection, key.Namespace, key.Name);
        return row.Read() && row.GetInt64(1) == 0 ? new StoredResource(key, row.GetInt64(0), row.GetFieldValue<byte[]>(2)) : null;
    }

    public void Dispose() => _find.Dispose();
}
