using Npgsql;

namespace Modelyard.Storage.Postgres;

/// <summary>Documents in a PostgreSQL database as they are stored.</summary>
internal sealed class PostgresSealedRows(PostgresDatabase database, PostgresAppender appender) : ISealedRows
{
    public EncryptionMark? FindMark() => Translated(() =>
    {
        using var command = appender.CreateCommand("select encryption_key, encryption_coverage from modelyard.head where encryption_key is not null");
        using var row = command.ExecuteReader();
        return row.Read() ? new EncryptionMark(row.GetString(0), row.GetString(1)) : null;
    });

    public void Mark(EncryptionMark mark) => Translated(() =>
    {
        using var command = appender.CreateCommand("update modelyard.head set encryption_key = $1, encryption_coverage = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = mark.Key });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = mark.Coverage });
        return command.ExecuteNonQuery();
    });

    public IReadOnlyList<StoredResource> FindOthers(byte[] prefix, IReadOnlySet<string> collections, long after, int limit) => Translated(() =>
    {
        using var command = appender.CreateCommand(
            """
            select revision, namespace, name, document, collection from modelyard.log
            where revision > $1 and document is not null and substring(document from 1 for length($2)) <> $2
              and (substring(document from 1 for length($3)) = $3 or collection = any ($4))
            order by revision
            limit $5
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = prefix });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SealedDocument.Mark.ToArray() });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. collections] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        using var row = command.ExecuteReader();
        var found = new List<StoredResource>();
        while (row.Read())
        {
            found.Add(LogRows.Resource(row.GetString(4), row));
        }

        return found;
    });

    public void Rewrite(long revision, byte[] document) => Translated(() =>
    {
        using var command = appender.CreateCommand("update modelyard.log set document = $1, terms = null where revision = $2");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = document });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = revision });
        return command.ExecuteNonQuery();
    });

    /// <summary>Writes the table anew, without the rows that were replaced.</summary>
    public void Scrub() => Translated(() =>
    {
        using var command = database.Source.CreateCommand("vacuum full modelyard.log");
        command.CommandTimeout = 0;
        return command.ExecuteNonQuery();
    });

    private T Translated<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (PostgresErrors.IsFault(error))
        {
            throw database.Translate(error);
        }
    }
}
