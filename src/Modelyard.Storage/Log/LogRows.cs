using System.Data.Common;

namespace Modelyard.Storage;

/// <summary>Rows of the log as every database returns them.</summary>
internal static class LogRows
{
    // A namespace is at most 63 ASCII characters, so this comes after every one.
    public const string LastNamespace = "\U0010FFFF";

    /// <summary>Columns: revision, namespace, name, document.</summary>
    public static StoredResource Resource(string collection, DbDataReader row) =>
        new(new ResourceKey(collection, row.GetString(1), row.GetString(2)), row.GetInt64(0), row.GetFieldValue<byte[]>(3));

    /// <summary>Columns: revision, collection, namespace, name, previous revision, deleted, document, previous document.</summary>
    public static StoreChange Change(DbDataReader row)
    {
        var key = new ResourceKey(row.GetString(1), row.GetString(2), row.GetString(3));
        var type = row.GetBoolean(5) ? ChangeType.Deleted : row.GetInt64(4) == 0 ? ChangeType.Created : ChangeType.Updated;
        return new StoreChange(type, key, row.GetInt64(0), Bytes(row, 6), Bytes(row, 7));
    }

    private static ReadOnlyMemory<byte> Bytes(DbDataReader row, int column) =>
        row.IsDBNull(column) ? default : row.GetFieldValue<byte[]>(column);
}
