using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>Documents in a SQLite file as they are stored.</summary>
internal sealed class SqliteSealedRows(SqliteConnection connection, string path) : ISealedRows, IDisposable
{
    private readonly PreparedStatement _find = new(connection, "select key, coverage from encryption");
    private readonly PreparedStatement _forget = new(connection, "delete from encryption");
    private readonly PreparedStatement _mark = new(connection, "insert into encryption (key, coverage) values ($key, $coverage)", "$key", "$coverage");
    private readonly PreparedStatement _rewrite = new(connection, "update log set document = $document, terms = null where revision = $revision", "$document", "$revision");

    private readonly PreparedStatement _others = new(connection, """
        select revision, namespace, name, document, collection from log
        where revision > $after and document is not null and substr(document, 1, length($prefix)) <> $prefix
          and (substr(document, 1, length($mark)) = $mark or collection in (select value from json_each($collections)))
        order by revision
        limit $limit
        """, "$after", "$prefix", "$mark", "$collections", "$limit");

    public EncryptionMark? FindMark() => Translated(() =>
    {
        using var row = _find.Query();
        return row.Read() ? new EncryptionMark(row.GetString(0), row.GetString(1)) : null;
    });

    public void Mark(EncryptionMark mark) => Translated(() => _forget.Execute() + _mark.Execute(mark.Key, mark.Coverage));

    public IReadOnlyList<StoredResource> FindOthers(byte[] prefix, IReadOnlySet<string> collections, long after, int limit) => Translated(() =>
    {
        var found = new List<StoredResource>();
        using var row = _others.Query(after, prefix, SealedDocument.Mark.ToArray(), JsonSerializer.Serialize(collections), limit);
        while (row.Read())
        {
            found.Add(LogRows.Resource(row.GetString(4), row));
        }

        return found;
    });

    public void Rewrite(long revision, byte[] document) => Translated(() => _rewrite.Execute(document, revision));

    /// <summary>Writes the file anew, without the free pages that still hold what was in them, and empties the log of writes.</summary>
    public void Scrub() => Translated(() =>
    {
        SqliteSchema.Execute(connection, "vacuum");
        SqliteSchema.Execute(connection, "pragma wal_checkpoint(truncate)");
        return 0;
    });

    public void Dispose()
    {
        _find.Dispose();
        _forget.Dispose();
        _mark.Dispose();
        _rewrite.Dispose();
        _others.Dispose();
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
