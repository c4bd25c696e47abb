using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Modelyard.Ledger;

/// <summary>The SQL of the table <c>ledger_usage_daily</c>: sums by day, kept in the transaction that stores what they are the sums of.</summary>
internal static class DailyUsageRows
{
    private const string Keys = "day, organization, project, user_name, key_id, key_name, deployment_namespace, deployment, currency";
    private static readonly string[] Sums = ["requests", "errors", "cache_hits", "input_tokens", "cached_input_tokens", "output_tokens", "images", "cost_nanos"];

    private static readonly string Upsert =
        $"""
        INSERT INTO ledger_usage_daily ({Keys}, {string.Join(", ", Sums)}) VALUES (
            @day, @organization, @project, @user, @id, @key, @namespace, @deployment, @currency, @requests, @errors, @hits, @input, @cached, @output, @images, @cost)
        ON CONFLICT ({Keys}) DO UPDATE SET {string.Join(", ", Sums.SkipLast(1).Select(s => $"{s} = ledger_usage_daily.{s} + excluded.{s}"))},
            {CostSums.Added("ledger_usage_daily")}
        """;

    public static void Add(LedgerSession session, IEnumerable<UsageRecord> records)
    {
        // All who write take the rows in the same order, so that none has what another waits for.
        var groups = records.GroupBy(Group.Of).OrderBy(g => g.Key);
        foreach (var group in groups)
        {
            var key = group.Key;
            session.Execute(
                Upsert,
                ("@day", key.Day),
                ("@organization", key.Organization),
                ("@project", key.Project),
                ("@user", key.User),
                ("@id", key.KeyId),
                ("@key", key.KeyName),
                ("@namespace", key.DeploymentNamespace),
                ("@deployment", key.Deployment),
                ("@currency", key.Currency),
                ("@requests", group.LongCount()),
                ("@errors", group.LongCount(r => r.Status >= 400 || r.State == UsageState.Truncated)),
                ("@hits", group.LongCount(r => r.CacheHit)),
                ("@input", group.Sum(r => r.InputTokens)),
                ("@cached", group.Sum(r => r.CachedInputTokens)),
                ("@output", group.Sum(r => r.OutputTokens)),
                ("@images", group.Sum(r => r.Images)),
                ("@cost", CostSums.Of(group)));
        }
    }

    public static IReadOnlyList<UsageReportRow> Report(LedgerSession session, UsageReportQuery query)
    {
        var parameters = new List<(string Name, object? Value)>();
        var where = new StringBuilder("1 = 1");
        Add("day >= @from", "@from", query.From is { } from ? UsageDay.Number(from) : null);
        Add("day < @to", "@to", query.To is { } to ? UsageDay.Number(to) : null);
        Add(query.Organization is null ? "project = @project" : "(project = @project OR organization = @organization)", "@project", query.Project);
        if (query.Organization is not null)
        {
            parameters.Add(("@organization", query.Organization));
            where.Append(query.Project is null ? " AND organization = @organization" : "");
        }

        Add("user_name = @user", "@user", query.User);
        Add("key_name = @key", "@key", query.Key);
        Add(query.Deployment?.Contains('/', StringComparison.Ordinal) == true ? $"{Qualified} = @deployment" : "deployment = @deployment", "@deployment", query.Deployment);
        var columns = query.By.Select(Column).Append("currency").ToList();
        return session.Query(
            $"""
            SELECT {string.Join(", ", columns)}, {string.Join(", ", Sums.SkipLast(1).Concat(CostSums.Parts).Select(s => $"CAST(SUM({s}) AS bigint)"))}
            FROM ledger_usage_daily WHERE {where}
            GROUP BY {string.Join(", ", columns)}
            ORDER BY {string.Join(", ", columns)}
            """,
            row => Read(row, query.By),
            [.. parameters]);

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                where.Append(" AND ").Append(condition);
                parameters.Add((name, value));
            }
        }
    }

    public static long Spent(LedgerSession session, Spender spender, DateOnly from, string currency) => session.Query(
        $"""
        SELECT {string.Join(", ", CostSums.Parts.Select(s => $"CAST(COALESCE(SUM({s}), 0) AS bigint)"))}
        FROM ledger_usage_daily WHERE {(spender.IsKey ? "key_id" : "organization")} = @spender AND day >= @from AND currency = @currency
        """,
        static row => (long)Int128.Min(CostSums.Most, ((Int128)row.GetInt64(0) * CostSums.Billion) + row.GetInt64(1)),
        ("@spender", spender.Id),
        ("@from", UsageDay.Number(from)),
        ("@currency", currency))[0];

    private const string Qualified = "deployment_namespace || '/' || deployment";

    private static string Column(UsageDimension dimension) => dimension switch
    {
        UsageDimension.Organization => "organization",
        UsageDimension.Project => "project",
        UsageDimension.User => "user_name",
        UsageDimension.Key => "key_name",
        UsageDimension.Deployment => Qualified,
        UsageDimension.Day => "day",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, null),
    };

    private static UsageReportRow Read(DbDataReader row, IReadOnlyList<UsageDimension> by)
    {
        var sums = by.Count + 1;
        return new UsageReportRow(
            [.. by.Select((dimension, i) => dimension == UsageDimension.Day ? UsageDay.OfNumber(row.GetInt64(i)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Present(row.GetString(i)))],
            Present(row.GetString(by.Count)),
            row.GetInt64(sums),
            row.GetInt64(sums + 1),
            row.GetInt64(sums + 2),
            row.GetInt64(sums + 3),
            row.GetInt64(sums + 4),
            row.GetInt64(sums + 5),
            row.GetInt64(sums + 6),
            CostSums.Whole(row.GetInt64(sums + 7), row.GetInt64(sums + 8)));
    }

    // The deployment of a request that found none is a slash alone.
    private static string? Present(string value) => value is "" or "/" ? null : value;

    private readonly record struct Group(
        long Day, string Organization, string Project, string User, string KeyId, string KeyName, string DeploymentNamespace, string Deployment, string Currency)
        : IComparable<Group>
    {
        public static Group Of(UsageRecord r) => new(
            UsageDay.Number(UsageDay.Of(r.At)), r.Organization ?? "", r.Project, r.User ?? "", r.KeyId, r.KeyName, r.DeploymentNamespace, r.Deployment, r.Currency ?? "");

        public int CompareTo(Group other) => Day != other.Day ? Day.CompareTo(other.Day) : string.CompareOrdinal(Text, other.Text);

        private string Text => string.Join('\n', Organization, Project, User, KeyId, KeyName, DeploymentNamespace, Deployment, Currency);
    }
}
