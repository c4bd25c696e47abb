using System.Data;
using System.Data.Common;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>ledger_accounts</c>.</summary>
internal static class AccountRows
{
    private const string Columns = "name, revision, must_change, disabled, display_name, group_names, document, created_at, last_sign_in";

    /// <summary>Also makes this transaction the only one that changes accounts: to be called before looking at what there is.</summary>
    public static long NextRevision(LedgerSession session) =>
        session.Scalar<long>("UPDATE ledger_revisions SET revision = revision + 1 WHERE ledger = 'accounts' RETURNING revision");

    public static void Insert(LedgerSession session, Account account, string password) => session.Execute(
        $"""
        INSERT INTO ledger_accounts ({Columns}, password)
        VALUES (@name, @revision, @must, @disabled, @display, @groups, @document, @created, NULL, @password)
        """,
        [("@created", account.CreatedAt.ToUnixTimeMilliseconds()), ("@must", account.MustChangePassword ? 1L : 0L), ("@password", password), .. Changeable(account)]);

    public static void Update(LedgerSession session, Account account) => session.Execute(
        """
        UPDATE ledger_accounts SET revision = @revision, disabled = @disabled, display_name = @display, group_names = @groups, document = @document
        WHERE name = @name
        """,
        Changeable(account));

    public static void Delete(LedgerSession session, string name) => session.Execute("DELETE FROM ledger_accounts WHERE name = @name", ("@name", name));

    /// <summary>The password's hash and whether the account can sign in; null when there is no such account.</summary>
    public static (string Password, bool IsDisabled)? FindPassword(LedgerSession session, string name) => session.Query<(string, bool)?>(
        "SELECT password, disabled FROM ledger_accounts WHERE name = @name", static row => (row.GetString(0), row.GetInt64(1) != 0), ("@name", name)).FirstOrDefault();

    /// <summary>Whether there was such an account.</summary>
    public static bool SetPassword(LedgerSession session, string name, string password, bool mustChange) => session.Execute(
        "UPDATE ledger_accounts SET password = @password, must_change = @must WHERE name = @name",
        ("@password", password), ("@must", mustChange ? 1L : 0L), ("@name", name)) == 1;

    /// <summary>Notes a sign-in, unless the account was disabled or its password changed since it was read.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="name">The account.</param>
    /// <param name="checked">The hash that the password was checked against.</param>
    /// <param name="renewed">The hash to keep from now on.</param>
    /// <param name="at">When.</param>
    public static bool NoteSignIn(LedgerSession session, string name, string @checked, string renewed, DateTimeOffset at) => session.Execute(
        "UPDATE ledger_accounts SET last_sign_in = @at, password = @renewed WHERE name = @name AND password = @checked AND disabled = 0",
        ("@at", at.ToUnixTimeMilliseconds()), ("@renewed", renewed), ("@name", name), ("@checked", @checked)) == 1;

    public static Account? Find(LedgerSession session, string name, SessionTimes times) => session.Query(
        $"SELECT {Columns}, {Sessions} FROM ledger_accounts WHERE name = @name", Read, [("@name", name), .. times.Parameters]).FirstOrDefault();

    public static IReadOnlyList<Account> List(LedgerSession session, SessionTimes times) => session.Query(
        $"SELECT {Columns}, {Sessions} FROM ledger_accounts ORDER BY name", Read, [.. times.Parameters]);

    private static string Sessions =>
        $"(SELECT COUNT(*) FROM ledger_sessions WHERE user_name = ledger_accounts.name AND provider = '{Session.Local}' AND {SessionTimes.IsAlive}) AS sessions";

    private static (string Name, object? Value)[] Changeable(Account account) =>
    [
        ("@name", account.Name), ("@revision", account.Revision), ("@disabled", account.IsDisabled ? 1L : 0L), ("@display", account.DisplayName),
        ("@groups", LedgerColumns.ToColumn(account.Groups)), ("@document", account.Document),
    ];

    private static Account Read(DbDataReader row) => new()
    {
        Name = row.GetString("name"),
        Revision = row.GetInt64("revision"),
        MustChangePassword = row.GetInt64("must_change") != 0,
        IsDisabled = row.GetInt64("disabled") != 0,
        DisplayName = row.TextAt("display_name"),
        Groups = row.JsonAt<List<string>>("group_names") ?? [],
        Document = row.GetString("document"),
        CreatedAt = row.TimeAt("created_at")!.Value,
        LastSignIn = row.TimeAt("last_sign_in"),
        Sessions = row.GetInt64("sessions"),
    };
}
