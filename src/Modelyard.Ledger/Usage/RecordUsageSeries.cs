using System.Text;

namespace Modelyard.Ledger;

/// <summary>How usage of one person, key or deployment went, from the records of single requests. The database counts; only its counts are read.</summary>
internal static class RecordUsageSeries
{
    private const string Slot = "at / 60000 - at / 60000 % @width";
    private const string Failed = "status >= 400 OR state = 'truncated'";

    // In microseconds, to the hundredth of a millisecond: what is alike is counted by the database.
    private static readonly (UsageMeasure Measure, string Value, string Where)[] Durations =
    [
        (UsageMeasure.Duration, "duration_ms * 1000", "state <> 'rejected'"),
        (UsageMeasure.FirstToken, "first_token_ms * 1000", "state <> 'rejected' AND first_token_ms IS NOT NULL"),
        (UsageMeasure.PerToken, "(duration_ms - first_token_ms) * 100 / (output_tokens - 1) * 10", "state <> 'rejected' AND first_token_ms IS NOT NULL AND output_tokens > 1"),
    ];

    public static IReadOnlyList<UsageSeriesPoint> Read(LedgerSession session, UsageSeriesQuery query)
    {
        var (where, parameters) = Restrict(query);
        var series = query.ByDeployment ? "deployment_namespace || '/' || deployment" : "''";
        var sums = session.Query(
            $"""
            SELECT {series} AS series, {Slot} AS slot, COALESCE(currency, '') AS paid, {string.Join(", ", Sums().Select(s => $"CAST(SUM({s}) AS bigint)"))}
            FROM ledger_usage WHERE {where} GROUP BY series, slot, paid
            """,
            UsageSeriesSum.Read,
            parameters);
        var spread = Durations.SelectMany(d => session.Query(
            $"""
            SELECT {series} AS series, {Slot} AS slot, {d.Value} AS took, COUNT(*) FROM ledger_usage WHERE {where} AND {d.Where} GROUP BY series, slot, took
            """,
            row => new UsageSeriesBin(row.GetString(0), row.GetInt64(1), d.Measure, LogBins.Of(row.GetInt64(2)), row.GetInt64(3)),
            parameters));
        return UsageSeriesPoints.Of(sums, spread);
    }

    private static IEnumerable<string> Sums() =>
    [
        "1", $"CASE WHEN {Failed} THEN 1 ELSE 0 END", "CASE WHEN status = 429 THEN 1 ELSE 0 END", "input_tokens", "cached_input_tokens", "output_tokens", .. CostSums.Parts,
    ];

    private static (string Where, (string Name, object? Value)[] Parameters) Restrict(UsageSeriesQuery query)
    {
        var where = new StringBuilder("at >= @from AND at < @to");
        var step = (long)query.Step.TotalMilliseconds;
        var from = query.From.ToUnixTimeMilliseconds();
        List<(string Name, object? Value)> parameters =
            [("@width", (long)query.Step.TotalMinutes), ("@from", from - (from % step)), ("@to", query.To.ToUnixTimeMilliseconds())];
        if (query is { Project: not null, Organization: not null })
        {
            where.Append(" AND (project = @project OR organization = @organization)");
            parameters.AddRange([("@project", query.Project), ("@organization", query.Organization)]);
        }
        else
        {
            Add("project = @project", "@project", query.Project);
            Add("organization = @organization", "@organization", query.Organization);
        }

        Add("deployment_namespace = @namespace", "@namespace", query.Deployment?.Namespace);
        Add("deployment = @name", "@name", query.Deployment?.Name);
        Add("user_name = @user", "@user", query.User);
        Add("key_name = @key", "@key", query.Key);
        Add(
            query.DeploymentFilter?.Contains('/', StringComparison.Ordinal) == true ? "deployment_namespace || '/' || deployment = @deployment" : "deployment = @deployment",
            "@deployment",
            query.DeploymentFilter);
        return (where.ToString(), [.. parameters]);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                where.Append(" AND ").Append(condition);
                parameters.Add((name, value));
            }
        }
    }
}
