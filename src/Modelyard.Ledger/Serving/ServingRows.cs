using System.Data;
using System.Data.Common;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>ledger_serving</c>.</summary>
internal static class ServingRows
{
    private const string Columns = "id, project, service, at, until, document";

    public static void Insert(LedgerSession session, ServingEntry entry) => session.Execute(
        $"INSERT INTO ledger_serving ({Columns}) VALUES (@id, @project, @service, @at, NULL, @document)",
        ("@id", entry.Id),
        ("@project", entry.Project),
        ("@service", entry.Service),
        ("@at", entry.From.ToUnixTimeMilliseconds()),
        ("@document", entry.Document));

    public static void End(LedgerSession session, string id, DateTimeOffset at) =>
        session.Execute("UPDATE ledger_serving SET until = @until WHERE id = @id AND until IS NULL", ("@until", at.ToUnixTimeMilliseconds()), ("@id", id));

    public static ServingEntry? Find(LedgerSession session, string project, string id) => session.Query(
        $"SELECT {Columns} FROM ledger_serving WHERE id = @id AND project = @project", Read, ("@id", id), ("@project", project)).FirstOrDefault();

    public static ServingEntry? Current(LedgerSession session, string project, string service) => session.Query(
        $"SELECT {Columns} FROM ledger_serving WHERE project = @project AND service = @service AND until IS NULL",
        Read,
        ("@project", project),
        ("@service", service)).FirstOrDefault();

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<ServingEntry> List(LedgerSession session, ServingQuery query)
    {
        List<(string Name, object? Value)> parameters = [("@limit", query.Limit)];
        var where = new StringBuilder(query.Current ? "until IS NULL" : "1 = 1");
        Add("project = @project", "@project", query.Project);
        Add("service = @service", "@service", query.Service);
        Add("(until IS NULL OR until > @from)", "@from", query.EndedAfter?.ToUnixTimeMilliseconds());
        Add("at < @to", "@to", query.BeganBefore?.ToUnixTimeMilliseconds());
        if (query.After is { } after)
        {
            Add("(at, id) < (@at, @id)", "@at", after.From.ToUnixTimeMilliseconds());
            parameters.Add(("@id", after.Id));
        }

        return session.Query($"SELECT {Columns} FROM ledger_serving WHERE {where} ORDER BY at DESC, id DESC LIMIT @limit", Read, [.. parameters]);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                where.Append(" AND ").Append(condition);
                parameters.Add((name, value));
            }
        }
    }

    private static ServingEntry Read(DbDataReader row) => new()
    {
        Id = row.GetString("id"),
        Project = row.GetString("project"),
        Service = row.GetString("service"),
        From = row.TimeAt("at")!.Value,
        Until = row.TimeAt("until"),
        Document = row.GetString("document"),
    };
}
