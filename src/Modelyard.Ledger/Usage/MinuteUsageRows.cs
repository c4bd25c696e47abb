using System.Text;

namespace Modelyard.Ledger;

/// <summary>
/// The SQL of the tables <c>ledger_usage_minutes</c> and <c>ledger_usage_spread</c>: sums by minute, and how the durations behind them are spread, kept in the
/// transaction that stores what they are the sums of.
/// </summary>
internal static class MinuteUsageRows
{
    /// <summary>For how many days minutes are kept: as long as one looks at anything by the minute.</summary>
    public const int KeptDays = 8;

    private const string Keys = "minute, organization, project, deployment_namespace, deployment";
    private const int RowsAtOnce = 50;
    private const int PrunedAtOnce = 500;

    private static readonly string[] SumKeys = [.. Keys.Split(", "), "currency"];
    private static readonly string[] Sums = ["requests", "errors", "rate_limited", "input_tokens", "cached_input_tokens", "output_tokens", "cost_nanos"];
    private static readonly string[] SpreadKeys = [.. Keys.Split(", "), "measure", "bin"];

    public static void Add(LedgerSession session, IReadOnlyList<UsageRecord> records)
    {
        // All who write take the rows in the same order, so that none has what another waits for.
        var groups = records.GroupBy(Group.Of).OrderBy(g => g.Key).ToList();
        Upsert(session, "ledger_usage_minutes", SumKeys, Sums, groups.SelectMany(ByCurrency));
        Upsert(session, "ledger_usage_spread", SpreadKeys, ["calls"], groups.SelectMany(Spread));
    }

    public static IReadOnlyList<UsageSeriesPoint> Series(LedgerSession session, UsageSeriesQuery query)
    {
        var (where, parameters) = Restrict(query);
        var series = query.ByDeployment ? "deployment_namespace || '/' || deployment" : "''";
        const string Slot = "minute - minute % @width";
        var sums = session.Query(
            $"""
            SELECT {series} AS series, {Slot} AS slot, currency, {string.Join(", ", Sums.SkipLast(1).Concat(CostSums.Parts).Select(s => $"CAST(SUM({s}) AS bigint)"))}
            FROM ledger_usage_minutes WHERE {where} GROUP BY series, slot, currency
            """,
            UsageSeriesSum.Read,
            parameters);
        var spread = session.Query(
            $"""
            SELECT {series} AS series, {Slot} AS slot, measure, bin, CAST(SUM(calls) AS bigint)
            FROM ledger_usage_spread WHERE {where} GROUP BY series, slot, measure, bin
            """,
            static row => new UsageSeriesBin(row.GetString(0), row.GetInt64(1), (UsageMeasure)row.GetInt64(2), (int)row.GetInt64(3), row.GetInt64(4)),
            parameters);
        return UsageSeriesPoints.Of(sums, spread);
    }

    /// <summary>Removes a piece of what is older than a day; whether there may be more.</summary>
    public static bool Prune(LedgerSession session, DateOnly first)
    {
        var before = UsageDay.Start(first) / TimeSpan.MillisecondsPerMinute;
        var oldest = session.Query(
            "SELECT DISTINCT minute FROM ledger_usage_minutes WHERE minute < @before ORDER BY minute LIMIT @limit",
            static row => row.GetInt64(0),
            ("@before", before),
            ("@limit", (long)PrunedAtOnce));
        if (oldest.Count == 0)
        {
            return false;
        }

        session.Execute("DELETE FROM ledger_usage_spread WHERE minute <= @last", ("@last", oldest[^1]));
        session.Execute("DELETE FROM ledger_usage_minutes WHERE minute <= @last", ("@last", oldest[^1]));
        return oldest.Count == PrunedAtOnce;
    }

    private static (string Where, (string Name, object? Value)[] Parameters) Restrict(UsageSeriesQuery query)
    {
        var width = (long)query.Step.TotalMinutes;
        var from = Minute(query.From);
        var where = new StringBuilder("minute >= @from AND minute < @to");
        List<(string Name, object? Value)> parameters = [("@width", width), ("@from", from - (from % width)), ("@to", Minute(query.To.AddMinutes(1).AddTicks(-1)))];
        if (query.Project is { } project)
        {
            where.Append(query.Organization is null ? " AND project = @project" : " AND (project = @project OR organization = @organization)");
            parameters.Add(("@project", project));
        }
        else if (query.Organization is not null)
        {
            where.Append(" AND organization = @organization");
        }

        if (query.Organization is { } organization)
        {
            parameters.Add(("@organization", organization));
        }

        if (query.Deployment is { } deployment)
        {
            where.Append(" AND deployment_namespace = @namespace AND deployment = @deployment");
            parameters.AddRange([("@namespace", deployment.Namespace), ("@deployment", deployment.Name)]);
        }

        return (where.ToString(), [.. parameters]);
    }

    private static IEnumerable<object?[]> ByCurrency(IGrouping<Group, UsageRecord> group) => group
        .GroupBy(r => r.Currency ?? "")
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => (object?[])
        [
            .. group.Key.Values, g.Key, g.LongCount(), g.LongCount(r => r.Status >= 400 || r.State == UsageState.Truncated), g.LongCount(r => r.Status == 429),
            g.Sum(r => r.InputTokens), g.Sum(r => r.CachedInputTokens), g.Sum(r => r.OutputTokens),
            CostSums.Of(g),
        ]);

    // What was refused took no time that says anything about a model.
    private static IEnumerable<object?[]> Spread(IGrouping<Group, UsageRecord> group) => group
        .Where(r => r.State != UsageState.Rejected)
        .SelectMany(Durations)
        .CountBy(d => (d.Measure, Bin: LogBins.Of(d.Microseconds)))
        .OrderBy(c => c.Key)
        .Select(c => (object?[])[.. group.Key.Values, (long)c.Key.Measure, (long)c.Key.Bin, (long)c.Value]);

    private static IEnumerable<(UsageMeasure Measure, double Microseconds)> Durations(UsageRecord record)
    {
        yield return (UsageMeasure.Duration, record.DurationMs * 1000.0);
        if (record.FirstTokenMs is { } first)
        {
            yield return (UsageMeasure.FirstToken, first * 1000.0);
            if (record.OutputTokens > 1)
            {
                yield return (UsageMeasure.PerToken, (record.DurationMs - first) * 1000.0 / (record.OutputTokens - 1));
            }
        }
    }

    private static void Upsert(LedgerSession session, string table, string[] keys, string[] sums, IEnumerable<object?[]> rows)
    {
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            var values = chunk.Select((row, i) => $"({string.Join(", ", row.Select((_, j) => Name(i, j)))})");
            session.Execute(
                $"""
                INSERT INTO {table} ({string.Join(", ", keys.Concat(sums))}) VALUES {string.Join(", ", values)}
                ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", sums.Select(s => s == "cost_nanos" ? CostSums.Added(table) : $"{s} = {table}.{s} + excluded.{s}"))}
                """,
                [.. chunk.SelectMany((row, i) => row.Select((value, j) => (Name(i, j), value)))]);
        }

        static string Name(int row, int column) => $"@p{row}_{column}";
    }

    private static long Minute(DateTimeOffset at) => (long)Math.Floor(at.ToUnixTimeSeconds() / 60.0);

    private readonly record struct Group(long Minute, string Organization, string Project, string DeploymentNamespace, string Deployment) : IComparable<Group>
    {
        public object?[] Values => [Minute, Organization, Project, DeploymentNamespace, Deployment];

        public static Group Of(UsageRecord r) => new(MinuteUsageRows.Minute(r.At), r.Organization ?? "", r.Project, r.DeploymentNamespace, r.Deployment);

        public int CompareTo(Group other) => Minute != other.Minute ? Minute.CompareTo(other.Minute) : string.CompareOrdinal(Text, other.Text);

        private string Text => string.Join('\n', Organization, Project, DeploymentNamespace, Deployment);
    }
}
