using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>The trail in a SQLite file, which another process may have open.</summary>
public sealed class SqliteTrailSnapshot : ITrailSnapshot
{
    private readonly SqliteConnection _connection;
    private readonly string _path;

    private SqliteTrailSnapshot(SqliteConnection connection, string path, SealedTrailHead? head) => (_connection, _path, Head) = (connection, path, head);

    /// <inheritdoc/>
    public SealedTrailHead? Head { get; }

    /// <exception cref="StoreUnavailableException">The file is not there or cannot be read.</exception>
    public static SqliteTrailSnapshot Open(string path)
    {
        NativeSqlite.Initialize();

        // Not for reading only: whoever closes last moves the log of writes into the file, and one that may only read cannot.
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Execute(connection, "pragma query_only=on; begin");
            return new SqliteTrailSnapshot(connection, path, ReadHead(connection));
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteErrors.Translate(error, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrailRecord> ReadAsync(
        DateTimeOffset? since, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var select = new PreparedStatement(
            _connection,
            $"select {TrailRows.Columns} from trail where ($since is null or time >= $since) and ($until is null or time < $until) order by sequence",
            "$since",
            "$until");
        using var row = select.Query(since?.ToUnixTimeMilliseconds(), until?.ToUnixTimeMilliseconds());
        while (await NextAsync(row, cancellationToken))
        {
            yield return TrailRows.Record(row);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrailRecord> ReadFromAsync(long first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var select = new PreparedStatement(_connection, $"select {TrailRows.Columns} from trail where sequence >= $first order by sequence", "$first");
        using var row = select.Query(first);
        while (await NextAsync(row, cancellationToken))
        {
            yield return TrailRows.Record(row);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrailRecord> ReadNewestAsync(TrailWindow window, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The index by time has the number beside it: both the range and the order come from it.
        using var select = new PreparedStatement(
            _connection,
            $"""
            select {TrailRows.Columns} from trail
            where time >= $since and time < $until and (time, sequence) < ($time, $sequence)
            order by time desc, sequence desc limit $limit
            """,
            "$since",
            "$until",
            "$time",
            "$sequence",
            "$limit");
        var before = window.Before ?? TrailPosition.End;
        using var row = select.Query(
            window.Since?.ToUnixTimeMilliseconds() ?? 0, window.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue, before.Time.ToUnixTimeMilliseconds(), before.Sequence, limit);
        while (await NextAsync(row, cancellationToken))
        {
            yield return TrailRows.Record(row);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static SealedTrailHead? ReadHead(SqliteConnection connection)
    {
        var version = SqliteSchema.Scalar<long>(connection, "pragma user_version");
        if (version < SqliteSchema.TrailVersion)
        {
            return null;
        }

        var revision = SqliteSchema.Scalar<long>(connection, "select max((select revision from compaction), (select coalesce(max(revision), 1) from log))");
        using var select = new PreparedStatement(connection, "select sequence, hash, seal, key from trail_head");
        using var row = select.Query();
        return row.Read() ? TrailRows.Head(row, revision) : null;
    }

    private async ValueTask<bool> NextAsync(SqliteDataReader row, CancellationToken cancellationToken)
    {
        try
        {
            return await row.ReadAsync(cancellationToken);
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Translate(error, _path);
        }
    }
}
