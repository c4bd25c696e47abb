using System.Data;
using System.Data.Common;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>ledger_sessions</c>. Of sessions that are over nothing is kept.</summary>
internal static class SessionRows
{
    private const string Columns = "name, user_name, display_name, group_names, provider, user_agent, address, created_at, expires_at, last_seen";

    // Of an account what it is now counts, not what it was when they signed in. Whoever is locked out here is so whoever vouches for them.
    private const string Current =
        $"""
        SELECT ledger_sessions.name, ledger_sessions.user_name, ledger_sessions.provider, user_agent, address, ledger_sessions.created_at, expires_at, last_seen,
            COALESCE(ledger_accounts.display_name, ledger_sessions.display_name) AS display_name,
            COALESCE(ledger_accounts.group_names, ledger_sessions.group_names) AS group_names,
            COALESCE(ledger_accounts.must_change, 0) AS must_change
        FROM ledger_sessions
        LEFT JOIN ledger_accounts ON ledger_accounts.name = ledger_sessions.user_name AND ledger_sessions.provider = '{Session.Local}'
        WHERE {SessionTimes.IsAlive} AND (ledger_sessions.provider <> '{Session.Local}' OR ledger_accounts.name IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM ledger_accounts AS own WHERE own.name = ledger_sessions.user_name AND own.disabled <> 0)
        """;

    public static void Insert(LedgerSession session, Session added, SecretHash hash) => session.Execute(
        $"INSERT INTO ledger_sessions ({Columns}, hash) VALUES (@name, @user, @display, @groups, @provider, @agent, @address, @created, @expires, @created, @hash)",
        ("@name", added.Name), ("@user", added.User), ("@display", added.DisplayName), ("@groups", LedgerColumns.ToColumn(added.Groups)), ("@provider", added.Provider),
        ("@agent", added.UserAgent), ("@address", added.Address), ("@created", added.CreatedAt.ToUnixTimeMilliseconds()),
        ("@expires", added.ExpiresAt.ToUnixTimeMilliseconds()), ("@hash", hash.ToArray()));

    public static Session? FindByHash(LedgerSession session, SecretHash hash, SessionTimes times) =>
        session.Query($"{Current} AND ledger_sessions.hash = @hash", Read, [("@hash", hash.ToArray()), .. times.Parameters]).FirstOrDefault();

    public static Session? Find(LedgerSession session, string name, SessionTimes times) =>
        session.Query($"{Current} AND ledger_sessions.name = @name", Read, [("@name", name), .. times.Parameters]).FirstOrDefault();

    public static IReadOnlyList<Session> List(LedgerSession session, string? user, SessionTimes times) => session.Query(
        $"{Current} AND (CAST(@user AS text) IS NULL OR ledger_sessions.user_name = @user) ORDER BY ledger_sessions.created_at, ledger_sessions.name",
        Read,
        [("@user", user), .. times.Parameters]);

    public static void NoteUse(LedgerSession session, string name, DateTimeOffset at) => session.Execute(
        "UPDATE ledger_sessions SET last_seen = @at WHERE name = @name AND last_seen < @at", ("@at", at.ToUnixTimeMilliseconds()), ("@name", name));

    public static bool End(LedgerSession session, string name) => session.Execute("DELETE FROM ledger_sessions WHERE name = @name", ("@name", name)) == 1;

    /// <summary>Ends the sessions of a user, whoever vouched for them.</summary>
    public static void EndAllOf(LedgerSession session, string user) => session.Execute("DELETE FROM ledger_sessions WHERE user_name = @user", ("@user", user));

    /// <summary>Ends the sessions of an account, in however many places; how many it were.</summary>
    public static int EndOf(LedgerSession session, string account) => session.Execute(
        $"DELETE FROM ledger_sessions WHERE user_name = @user AND provider = '{Session.Local}'", ("@user", account));

    public static void Clear(LedgerSession session, SessionTimes times) => session.Execute($"DELETE FROM ledger_sessions WHERE NOT ({SessionTimes.IsAlive})", times.Parameters);

    private static Session Read(DbDataReader row) => new()
    {
        Name = row.GetString("name"),
        User = row.GetString("user_name"),
        DisplayName = row.TextAt("display_name"),
        Groups = row.JsonAt<List<string>>("group_names") ?? [],
        Provider = row.GetString("provider"),
        UserAgent = row.TextAt("user_agent"),
        Address = row.TextAt("address"),
        CreatedAt = row.TimeAt("created_at")!.Value,
        ExpiresAt = row.TimeAt("expires_at")!.Value,
        LastSeen = row.TimeAt("last_seen")!.Value,
        MustChangePassword = row.GetInt64("must_change") != 0,
    };
}
