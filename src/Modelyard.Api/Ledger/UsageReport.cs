namespace Modelyard.Api;

/// <summary>
/// A question, answered at once and not stored: how much was used and what it cost. In an organization's home project it is about all of the
/// organization's projects, in any other about that one.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "UsageReport", "usagereports", ResourceScope.Namespaced)]
public sealed class UsageReport : Resource<UsageReportSpec, UsageReportStatus>;

/// <summary>A question, answered at once and not stored: how much was used and what it cost in the whole installation, by all organizations and by projects of none.</summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "ClusterUsageReport", "clusterusagereports", ResourceScope.Cluster)]
public sealed class ClusterUsageReport : Resource<UsageReportSpec, UsageReportStatus>;

/// <summary>What is asked.</summary>
public sealed class UsageReportSpec
{
    /// <summary>First day (UTC), e.g. <c>2026-01-01</c>; from the beginning when absent.</summary>
    public string? From { get; set; }

    /// <summary>Last day (UTC), e.g. <c>2026-01-31</c>; until now when absent.</summary>
    public string? To { get; set; }

    /// <summary>What gets rows of its own: any of <c>organization</c>, <c>project</c>, <c>user</c>, <c>key</c>, <c>deployment</c>, <c>day</c>.</summary>
    public List<string>? By { get; set; }

    /// <summary>What it is restricted to.</summary>
    public UsageReportFilters? Filters { get; set; }
}

/// <summary>What a report is restricted to. What is absent does not restrict.</summary>
public sealed class UsageReportFilters
{
    /// <summary>A user or service account that keys are for.</summary>
    public string? User { get; set; }

    /// <summary>The name of a key.</summary>
    public string? Key { get; set; }

    /// <summary>A deployment, as name or namespace/name.</summary>
    public string? Deployment { get; set; }
}

/// <summary>The answer.</summary>
public sealed class UsageReportStatus
{
    /// <summary>One row for each group and currency.</summary>
    public List<UsageReportLine>? Rows { get; set; }

    /// <summary>The sums over all rows; one for each currency.</summary>
    public List<UsageReportLine>? Total { get; set; }
}

/// <summary>The sums of one group. Amounts in different currencies are never added.</summary>
public sealed class UsageReportLine
{
    /// <summary>The organization, when asked for.</summary>
    public string? Organization { get; set; }

    /// <summary>The project, when asked for.</summary>
    public string? Project { get; set; }

    /// <summary>The user or service account, when asked for; absent for keys that are for nobody in particular.</summary>
    public string? User { get; set; }

    /// <summary>The name of the key, when asked for.</summary>
    public string? Key { get; set; }

    /// <summary>The deployment as namespace/name, when asked for.</summary>
    public string? Deployment { get; set; }

    /// <summary>The day (UTC), when asked for.</summary>
    public string? Day { get; set; }

    /// <summary>Number of requests.</summary>
    public long? Requests { get; set; }

    /// <summary>Those of them that were answered with an error or broke off.</summary>
    public long? Errors { get; set; }

    /// <summary>Those of them that were answered from the gateway's cache with an answer given before: without a model, and without cost.</summary>
    public long? CacheHits { get; set; }

    /// <summary>Tokens read, cached ones included.</summary>
    public long? InputTokens { get; set; }

    /// <summary>Those of the tokens read that the engine had read before.</summary>
    public long? CachedInputTokens { get; set; }

    /// <summary>Tokens written.</summary>
    public long? OutputTokens { get; set; }

    /// <summary>Images read.</summary>
    public long? Images { get; set; }

    /// <summary>What it cost, in units of <c>currency</c>.</summary>
    public decimal? Cost { get; set; }

    /// <summary>Currency as an ISO 4217 code; absent for what has no price.</summary>
    public string? Currency { get; set; }
}
