using System.Data;
using System.Data.Common;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>ledger_members</c>. Rows of members who left stay, so that others notice.</summary>
internal static class MemberRows
{
    private const string Columns = "id, revision, namespace, name, user_name, role, limits, document, deleted_at";

    /// <summary>Also makes this transaction the only one that changes members, so that revisions show in their order.</summary>
    public static long NextRevision(LedgerSession session) =>
        session.Scalar<long>("UPDATE ledger_revisions SET revision = revision + 1 WHERE ledger = 'members' RETURNING revision");

    public static void Insert(LedgerSession session, Member member) => session.Execute(
        $"INSERT INTO ledger_members ({Columns}) VALUES (@id, @revision, @namespace, @name, @user, @role, @limits, @document, NULL)",
        [("@namespace", member.Namespace), ("@name", member.Name), .. Changeable(member)]);

    public static void Update(LedgerSession session, Member member) => session.Execute(
        "UPDATE ledger_members SET revision = @revision, user_name = @user, role = @role, limits = @limits, document = @document WHERE id = @id",
        Changeable(member));

    public static void MarkDeleted(LedgerSession session, Member member, DateTimeOffset at) => session.Execute(
        "UPDATE ledger_members SET revision = @revision, deleted_at = @at WHERE id = @id",
        ("@revision", member.Revision),
        ("@at", at.ToUnixTimeMilliseconds()),
        ("@id", member.Id.ToString()));

    public static Member? Find(LedgerSession session, string ns, string name) => session.Query(
        $"SELECT {Columns} FROM ledger_members WHERE namespace = @namespace AND name = @name AND deleted_at IS NULL",
        Read,
        ("@namespace", ns),
        ("@name", name)).FirstOrDefault();

    public static Member? FindUser(LedgerSession session, string ns, string user) => session.Query(
        $"SELECT {Columns} FROM ledger_members WHERE namespace = @namespace AND user_name = @user AND deleted_at IS NULL",
        Read,
        ("@namespace", ns),
        ("@user", user)).FirstOrDefault();

    public static IReadOnlyList<Member> List(LedgerSession session, string? ns) => session.Query(
        $"""
        SELECT {Columns} FROM ledger_members
        WHERE (CAST(@namespace AS text) IS NULL OR namespace = @namespace) AND deleted_at IS NULL
        ORDER BY namespace, name
        """,
        Read,
        ("@namespace", ns));

    public static IReadOnlyList<Member> ChangedSince(LedgerSession session, long revision) => session.Query(
        $"SELECT {Columns} FROM ledger_members WHERE revision > @revision ORDER BY revision", Read, ("@revision", revision));

    private static (string Name, object? Value)[] Changeable(Member member) =>
    [
        ("@id", member.Id.ToString()), ("@revision", member.Revision), ("@user", member.User), ("@role", member.Role),
        ("@limits", LedgerColumns.ToColumn(member.Limits)), ("@document", member.Document),
    ];

    private static Member Read(DbDataReader row) => new()
    {
        Id = Guid.Parse(row.GetString("id")),
        Revision = row.GetInt64("revision"),
        Namespace = row.GetString("namespace"),
        Name = row.GetString("name"),
        User = row.GetString("user_name"),
        Role = row.GetString("role"),
        Limits = row.JsonAt<KeyLimits>("limits"),
        Document = row.GetString("document"),
        IsRemoved = !row.IsDBNull("deleted_at"),
    };
}
