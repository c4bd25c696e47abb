using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>ledger_usage</c>.</summary>
internal static class UsageRows
{
    private static readonly string[] Columns =
    [
        "at", "id", "request_id", "organization", "project", "user_name", "key_id", "key_name", "deployment_namespace", "deployment", "endpoint", "operation",
        "streamed", "status", "state", "input_tokens", "cached_input_tokens", "output_tokens", "images", "cost_nanos", "currency", "price_in", "price_cached",
        "price_out", "per_request", "per_image", "duration_ms", "first_token_ms", "cache_hit",
    ];

    private static readonly string ColumnList = string.Join(", ", Columns);

    private static readonly (string Name, UsageState State)[] States =
    [
        ("settled", UsageState.Settled), ("estimated", UsageState.Estimated), ("truncated", UsageState.Truncated), ("client_aborted", UsageState.ClientAborted),
        ("rejected", UsageState.Rejected),
    ];

    /// <summary>Inserts those that are not there yet; returns them.</summary>
    public static List<UsageRecord> Insert(LedgerDatabase database, LedgerSession session, IReadOnlyList<UsageRecord> records)
    {
        var rows = records.DistinctBy(r => r.Id).ToList();
        var inserted = database.Insert(session, "ledger_usage", Columns, [.. rows.Select(Values)]);
        return [.. rows.Where((_, i) => inserted[i])];
    }

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<UsageRecord> List(LedgerSession session, UsageQuery query)
    {
        List<(string Name, object? Value)> parameters = [("@limit", query.Limit)];
        var where = new StringBuilder("1 = 1");
        Add("project = @project", "@project", query.Project);
        Add("user_name = @user", "@user", query.User);
        Add("key_name = @key", "@key", query.Key);
        Add("deployment = @deployment", "@deployment", query.Deployment);
        Add("at >= @from", "@from", query.From?.ToUnixTimeMilliseconds());
        Add("at < @to", "@to", query.To?.ToUnixTimeMilliseconds());
        if (query.After is { } after)
        {
            Add("(at, id) < (@at, @id)", "@at", after.At.ToUnixTimeMilliseconds());
            parameters.Add(("@id", after.Id));
        }

        return session.Query(
            $"SELECT {ColumnList} FROM ledger_usage WHERE {where} ORDER BY at DESC, id DESC LIMIT @limit", Read, [.. parameters]);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                where.Append(" AND ").Append(condition);
                parameters.Add((name, value));
            }
        }
    }

    public static UsageRecord? Find(LedgerSession session, string project, Guid id)
    {
        // The id says when it was made, which is when the request came: no index but that of time is needed.
        var made = long.Parse(id.ToString("N").AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return session.Query(
            $"SELECT {ColumnList} FROM ledger_usage WHERE project = @project AND id = @id AND at BETWEEN @from AND @to",
            Read,
            ("@project", project),
            ("@id", id.ToString()),
            ("@from", made - TimeSpan.MillisecondsPerDay),
            ("@to", made + TimeSpan.MillisecondsPerDay)).FirstOrDefault();
    }

    public static string NameOf(UsageState state) => States.First(s => s.State == state).Name;

    private static object?[] Values(UsageRecord r) =>
    [
        r.At.ToUnixTimeMilliseconds(), r.Id, Text(r.RequestId), Text(r.Organization), Text(r.Project), Text(r.User), Text(r.KeyId), Text(r.KeyName),
        Text(r.DeploymentNamespace), Text(r.Deployment), Text(r.Endpoint), Text(r.Operation), r.Streamed, (long)r.Status, NameOf(r.State), r.InputTokens,
        r.CachedInputTokens, r.OutputTokens, r.Images, r.CostNanos, Text(r.Currency), r.PriceIn, r.PriceCached, r.PriceOut, r.PerRequest, r.PerImage, r.DurationMs,
        r.FirstTokenMs, r.CacheHit,
    ];

    // PostgreSQL has no text with NUL in it; one such record must not hold up all others.
    private static string? Text(string? value) => value?.Replace("\0", "", StringComparison.Ordinal);

    private static UsageRecord Read(DbDataReader row) => new()
    {
        At = row.TimeAt("at")!.Value,
        Id = row.GetString("id"),
        RequestId = row.GetString("request_id"),
        Organization = row.TextAt("organization"),
        Project = row.GetString("project"),
        User = row.TextAt("user_name"),
        KeyId = row.GetString("key_id"),
        KeyName = row.GetString("key_name"),
        DeploymentNamespace = row.GetString("deployment_namespace"),
        Deployment = row.GetString("deployment"),
        Endpoint = row.TextAt("endpoint"),
        Operation = row.GetString("operation"),
        Streamed = row.GetBoolean("streamed"),
        Status = (int)row.GetInt64("status"),
        State = States.First(s => s.Name == row.GetString("state")).State,
        InputTokens = row.GetInt64("input_tokens"),
        CachedInputTokens = row.GetInt64("cached_input_tokens"),
        OutputTokens = row.GetInt64("output_tokens"),
        Images = row.GetInt64("images"),
        CostNanos = row.GetInt64("cost_nanos"),
        Currency = row.TextAt("currency"),
        PriceIn = row.NumberAt("price_in"),
        PriceCached = row.NumberAt("price_cached"),
        PriceOut = row.NumberAt("price_out"),
        PerRequest = row.NumberAt("per_request"),
        PerImage = row.NumberAt("per_image"),
        DurationMs = row.GetInt64("duration_ms"),
        FirstTokenMs = row.NumberAt("first_token_ms"),
        CacheHit = row.GetBoolean("cache_hit"),
    };
}
