using System.Data.Common;

namespace Modelyard.Storage;

/// <summary>Rows of the trail as every database returns them.</summary>
internal static class TrailRows
{
    public const string Columns = "sequence, time, revision, pruned, content, previous, hash";

    public static TrailRecord Record(DbDataReader row) => new(
        row.GetInt64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.GetInt64(2),
        row.GetInt64(3),
        row.GetFieldValue<byte[]>(4),
        row.GetFieldValue<byte[]>(5),
        row.GetFieldValue<byte[]>(6));

    /// <summary>Columns: sequence, hash, seal, key.</summary>
    public static SealedTrailHead Head(DbDataReader row, long revision) =>
        new(new TrailHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), row.GetFieldValue<byte[]>(2), row.GetString(3), revision);
}
