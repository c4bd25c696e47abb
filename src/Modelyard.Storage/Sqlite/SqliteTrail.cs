using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The trail in a SQLite file, at the end where records are added and at the other where they are removed.</summary>
internal sealed class SqliteTrail(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _head = new(connection, "select sequence, hash from trail_head");

    private readonly PreparedStatement _append = new(connection, """
        insert into trail (sequence, time, revision, pruned, content, previous, hash)
        values ($sequence, $time, $revision, $pruned, $content, $previous, $hash)
        """, "$sequence", "$time", "$revision", "$pruned", "$content", "$previous", "$hash");

    private readonly PreparedStatement _move = new(
        connection, "update trail_head set sequence = $sequence, hash = $hash, seal = $seal", "$sequence", "$hash", "$seal");

    // Up to the first that is to stay, so that what remains has no hole, whatever the clock did.
    private readonly PreparedStatement _last = new(connection, """
        select min(
            (select min(sequence) from trail) + $limit - 1,
            coalesce((select min(sequence) from trail where time >= $before), (select max(sequence) from trail) + 1) - 1)
        """, "$limit", "$before");

    private readonly PreparedStatement _prune = new(connection, "delete from trail where sequence <= $last", "$last");

    /// <summary>Ties the file to a key; another one than before is refused, since nothing written with it could be told from a forgery.</summary>
    public static void Bind(SqliteConnection connection, string path, TrailKey key)
    {
        using var find = new PreparedStatement(connection, "select key from trail_head");
        string? bound = null;
        using (var row = find.Query())
        {
            bound = row.Read() ? row.GetString(0) : null;
        }

        if (bound is null)
        {
            using var begin = new PreparedStatement(
                connection, "insert into trail_head (sequence, hash, seal, key) values ($sequence, $hash, $seal, $key)", "$sequence", "$hash", "$seal", "$key");
            var head = TrailKey.Beginning;
            key.Save();
            begin.Execute(head.Sequence, head.Hash.ToArray(), key.Seal(head), key.Fingerprint);
        }
        else
        {
            key.RequireBound(bound, path);
        }
    }

    /// <summary>Null while the file is bound to no key.</summary>
    public TrailHead? FindHead()
    {
        using var row = _head.Query();
        return row.Read() ? new TrailHead(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : null;
    }

    public void Append(TrailAddition trail)
    {
        foreach (var record in trail.Records)
        {
            _append.Execute(
                record.Sequence, record.Time.ToUnixTimeMilliseconds(), record.Revision, record.PrunedThrough,
                record.Content.ToArray(), record.Previous.ToArray(), record.Hash.ToArray());
        }

        _move.Execute(trail.Head.Sequence, trail.Head.Hash.ToArray(), trail.Seal);
    }

    public long Prune(long before, int limit)
    {
        long last;
        using (var row = _last.Query(limit, before))
        {
            row.Read();
            if (row.IsDBNull(0))
            {
                return 0;
            }

            last = row.GetInt64(0);
        }

        return _prune.Execute(last) > 0 ? last : 0;
    }

    public void Dispose()
    {
        _head.Dispose();
        _append.Dispose();
        _move.Dispose();
        _last.Dispose();
        _prune.Dispose();
    }
}
