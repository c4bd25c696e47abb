using System.Data;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>api_keys</c>. Times are Unix milliseconds, lists JSON.</summary>
internal static class ApiKeyRows
{
    private const string Columns =
        "id, revision, namespace, name, prefix, hash, scope_namespaces, scope_models, created_at, expires_at, revoked_at, last_used_at";

    public static long NextRevision(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = Command(connection, transaction, "UPDATE revisions SET revision = revision + 1 WHERE ledger = 'api_keys' RETURNING revision");
        return (long)command.ExecuteScalar()!;
    }

    public static void Insert(SqliteConnection connection, SqliteTransaction transaction, StoredApiKey row)
    {
        var key = row.Key;
        using var command = Command(
            connection,
            transaction,
            $"INSERT INTO api_keys ({Columns}) VALUES ($id, $revision, $ns, $name, $prefix, $hash, $namespaces, $models, $created, $expires, NULL, NULL)",
            ("$id", key.Id.ToString()),
            ("$revision", key.Revision),
            ("$ns", key.Namespace),
            ("$name", key.Name),
            ("$prefix", key.Prefix),
            ("$hash", row.Hash.ToArray()),
            ("$namespaces", JsonSerializer.Serialize(key.Scope.Namespaces)),
            ("$models", JsonSerializer.Serialize(key.Scope.Models)),
            ("$created", key.CreatedAt.ToUnixTimeMilliseconds()),
            ("$expires", (object?)key.ExpiresAt?.ToUnixTimeMilliseconds() ?? DBNull.Value));
        command.ExecuteNonQuery();
    }

    public static void MarkRevoked(SqliteConnection connection, SqliteTransaction transaction, ApiKey key)
    {
        using var command = Command(
            connection,
            transaction,
            "UPDATE api_keys SET revoked_at = $at, revision = $revision WHERE id = $id",
            ("$at", key.RevokedAt!.Value.ToUnixTimeMilliseconds()),
            ("$revision", key.Revision),
            ("$id", key.Id.ToString()));
        command.ExecuteNonQuery();
    }

    public static void WriteLastUsed(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset>> uses)
    {
        using var command = Command(
            connection,
            transaction,
            "UPDATE api_keys SET last_used_at = max(coalesce(last_used_at, 0), $at) WHERE id = $id",
            ("$at", 0L),
            ("$id", ""));
        foreach (var (id, at) in uses)
        {
            command.Parameters["$at"].Value = at.ToUnixTimeMilliseconds();
            command.Parameters["$id"].Value = id.ToString();
            command.ExecuteNonQuery();
        }
    }

    public static StoredApiKey? Find(SqliteConnection connection, SqliteTransaction? transaction, string ns, string name)
    {
        using var command = Command(
            connection,
            transaction,
            $"SELECT {Columns} FROM api_keys WHERE namespace = $ns AND name = $name AND revoked_at IS NULL",
            ("$ns", ns),
            ("$name", name));
        var rows = Read(command);
        return rows.Count == 0 ? null : rows[0];
    }

    public static IReadOnlyList<ApiKey> List(SqliteConnection connection, string? ns, bool includeRevoked)
    {
        using var command = Command(
            connection,
            null,
            $"""
            SELECT {Columns} FROM api_keys
            WHERE ($ns IS NULL OR namespace = $ns) AND ($all OR revoked_at IS NULL)
            ORDER BY namespace, name, id
            """,
            ("$ns", (object?)ns ?? DBNull.Value),
            ("$all", includeRevoked));
        return Read(command).ConvertAll(row => row.Key);
    }

    public static IReadOnlyList<StoredApiKey> ChangedSince(SqliteConnection connection, long revision)
    {
        using var command = Command(
            connection, null, $"SELECT {Columns} FROM api_keys WHERE revision > $revision ORDER BY revision", ("$revision", revision));
        return Read(command);
    }

    private static List<StoredApiKey> Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<StoredApiKey>();
        while (reader.Read())
        {
            var key = new ApiKey
            {
                Id = Guid.Parse(reader.GetString("id")),
                Revision = reader.GetInt64("revision"),
                Namespace = reader.GetString("namespace"),
                Name = reader.GetString("name"),
                Prefix = reader.GetString("prefix"),
                Scope = new ApiKeyScope(
                    JsonSerializer.Deserialize<string[]>(reader.GetString("scope_namespaces"))!,
                    JsonSerializer.Deserialize<string[]>(reader.GetString("scope_models"))!),
                CreatedAt = Time(reader, "created_at")!.Value,
                ExpiresAt = Time(reader, "expires_at"),
                RevokedAt = Time(reader, "revoked_at"),
                LastUsedAt = Time(reader, "last_used_at"),
            };
            rows.Add(new StoredApiKey(key, SecretHash.Read(reader.GetFieldValue<byte[]>("hash"))));
        }

        return rows;
    }

    private static DateTimeOffset? Time(SqliteDataReader reader, string column) =>
        reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
