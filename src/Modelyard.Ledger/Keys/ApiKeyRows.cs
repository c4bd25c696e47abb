using System.Data;
using System.Data.Common;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>ledger_api_keys</c>.</summary>
internal static class ApiKeyRows
{
    private const string Columns =
        """
        id, revision, namespace, name, prefix, hash, scope_deployments, scope_endpoints, permissions, user_name, service_account,
        limits, budget, labels, rotated_from, replaced_by, created_at, expires_at, revoked_at, last_used_at
        """;

    /// <summary>Also makes this transaction the only one that changes keys, so that revisions show in their order.</summary>
    public static long NextRevision(LedgerSession session) =>
        session.Scalar<long>("UPDATE ledger_revisions SET revision = revision + 1 WHERE ledger = 'api_keys' RETURNING revision");

    public static void Insert(LedgerSession session, StoredApiKey row)
    {
        var key = row.Key;
        session.Execute(
            $"""
            INSERT INTO ledger_api_keys ({Columns}) VALUES (
                @id, @revision, @namespace, @name, @prefix, @hash, @deployments, @endpoints, @permissions, @user, @account,
                @limits, @budget, @labels, @from, @by, @created, @expires, @revoked, @used)
            """,
            ("@id", key.Id.ToString()),
            ("@revision", key.Revision),
            ("@namespace", key.Namespace),
            ("@name", key.Name),
            ("@prefix", key.Prefix),
            ("@hash", row.Hash.ToArray()),
            ("@deployments", LedgerColumns.ToColumn(key.Scope.Deployments)),
            ("@endpoints", LedgerColumns.ToColumn(key.Scope.Endpoints)),
            ("@permissions", (long)key.Scope.Permissions),
            ("@user", key.User),
            ("@account", key.ServiceAccount),
            ("@limits", LedgerColumns.ToColumn(key.Limits)),
            ("@budget", LedgerColumns.ToColumn(key.Budget)),
            ("@labels", LedgerColumns.ToColumn(key.Labels)),
            ("@from", key.RotatedFrom),
            ("@by", key.ReplacedBy),
            ("@created", key.CreatedAt.ToUnixTimeMilliseconds()),
            ("@expires", LedgerColumns.ToColumn(key.ExpiresAt)),
            ("@revoked", LedgerColumns.ToColumn(key.RevokedAt)),
            ("@used", LedgerColumns.ToColumn(key.LastUsedAt)));
    }

    /// <summary>Writes what may change about a key.</summary>
    public static void Update(LedgerSession session, ApiKey key) => session.Execute(
        "UPDATE ledger_api_keys SET revision = @revision, expires_at = @expires, revoked_at = @revoked, replaced_by = @by WHERE id = @id",
        ("@revision", key.Revision),
        ("@expires", LedgerColumns.ToColumn(key.ExpiresAt)),
        ("@revoked", LedgerColumns.ToColumn(key.RevokedAt)),
        ("@by", key.ReplacedBy),
        ("@id", key.Id.ToString()));

    public static void WriteLastUsed(LedgerSession session, IEnumerable<KeyValuePair<Guid, DateTimeOffset>> uses)
    {
        // In one order, whoever else writes down uses of the same keys: else each could wait for the other.
        foreach (var (id, at) in uses.OrderBy(use => use.Key))
        {
            session.Execute(
                "UPDATE ledger_api_keys SET last_used_at = @at WHERE id = @id AND (last_used_at IS NULL OR last_used_at < @at)",
                ("@at", at.ToUnixTimeMilliseconds()),
                ("@id", id.ToString()));
        }
    }

    public static StoredApiKey? Find(LedgerSession session, string ns, string name) => session.Query(
        $"SELECT {Columns} FROM ledger_api_keys WHERE namespace = @namespace AND name = @name AND revoked_at IS NULL",
        Read,
        ("@namespace", ns),
        ("@name", name)).FirstOrDefault();

    public static bool Has(LedgerSession session, Guid id) =>
        session.Scalar<long>("SELECT count(*) FROM ledger_api_keys WHERE id = @id", ("@id", id.ToString())) > 0;

    public static IReadOnlyList<ApiKey> List(LedgerSession session, string? ns, bool includeRevoked) => session.Query(
        $"""
        SELECT {Columns} FROM ledger_api_keys
        WHERE (CAST(@namespace AS text) IS NULL OR namespace = @namespace) AND (@all OR revoked_at IS NULL)
        ORDER BY namespace, name, id
        """,
        static row => Read(row).Key,
        ("@namespace", ns),
        ("@all", includeRevoked));

    public static IReadOnlyList<StoredApiKey> ChangedSince(LedgerSession session, long revision) => session.Query(
        $"SELECT {Columns} FROM ledger_api_keys WHERE revision > @revision ORDER BY revision", Read, ("@revision", revision));

    private static StoredApiKey Read(DbDataReader row) => new(
        new ApiKey
        {
            Id = Guid.Parse(row.GetString("id")),
            Revision = row.GetInt64("revision"),
            Namespace = row.GetString("namespace"),
            Name = row.GetString("name"),
            Prefix = row.GetString("prefix"),
            Scope = new ApiKeyScope(row.JsonAt<string[]>("scope_deployments")!)
            {
                Endpoints = row.JsonAt<string[]>("scope_endpoints")!,
                Permissions = (ApiKeyPermissions)row.GetInt64("permissions"),
            },
            User = row.TextAt("user_name"),
            ServiceAccount = row.TextAt("service_account"),
            Limits = row.JsonAt<KeyLimits>("limits"),
            Budget = row.JsonAt<KeyBudget>("budget"),
            Labels = row.JsonAt<Dictionary<string, string>>("labels")!,
            RotatedFrom = row.TextAt("rotated_from"),
            ReplacedBy = row.TextAt("replaced_by"),
            CreatedAt = row.TimeAt("created_at")!.Value,
            ExpiresAt = row.TimeAt("expires_at"),
            RevokedAt = row.TimeAt("revoked_at"),
            LastUsedAt = row.TimeAt("last_used_at"),
        },
        SecretHash.Read(row.GetFieldValue<byte[]>("hash")));
}
