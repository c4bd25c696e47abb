namespace Modelyard.Api;

/// <summary>
/// A question, answered at once and not stored: how use went, step by step, over the last days. In an organization's home project it is about calls
/// made with keys of all of the organization's projects, in any other about those of that one.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "UsageSeries", "usageseries", ResourceScope.Namespaced)]
public sealed class UsageSeries : Resource<UsageSeriesSpec, UsageSeriesStatus>;

/// <summary>A question, answered at once and not stored: how use went, step by step, over the last days in the whole installation.</summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "ClusterUsageSeries", "clusterusageseries", ResourceScope.Cluster)]
public sealed class ClusterUsageSeries : Resource<UsageSeriesSpec, UsageSeriesStatus>;

/// <summary>What is asked.</summary>
public sealed class UsageSeriesSpec
{
    /// <summary>From when on (RFC 3339); an hour before <c>to</c> when absent. Minutes are kept for eight days; for longer, ask for a UsageReport by day.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>Until when (RFC 3339), exclusively; now when absent.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>Seconds that a point is long, a multiple of 60; when absent, as many as make about a hundred points. There can be 1,500 points at most.</summary>
    public int? Step { get; set; }

    /// <summary>
    /// A deployment of this project: all calls of it, whoever made them, rather than the calls made with this project's keys. Not in questions about the whole
    /// installation: there, filters name it.
    /// </summary>
    public string? Deployment { get; set; }

    /// <summary>What it is restricted to. Answered from the records of single requests, for as long as they are kept.</summary>
    public UsageReportFilters? Filters { get; set; }

    /// <summary>What gets a series of its own: <c>deployment</c>, or nothing.</summary>
    public List<string>? By { get; set; }
}

/// <summary>The answer.</summary>
public sealed class UsageSeriesStatus
{
    /// <summary>When the first point begins.</summary>
    public DateTimeOffset? From { get; set; }

    /// <summary>When the last point ends.</summary>
    public DateTimeOffset? To { get; set; }

    /// <summary>Seconds that a point is long.</summary>
    public int? Step { get; set; }

    /// <summary>One series, or one for each deployment.</summary>
    public List<UsageSeriesLine>? Series { get; set; }
}

/// <summary>How use of one thing went.</summary>
public sealed class UsageSeriesLine
{
    /// <summary>The deployment as namespace/name, when asked for; absent for calls that found none.</summary>
    public string? Deployment { get; set; }

    /// <summary>In their order. Steps without a call have no point.</summary>
    public List<UsageSeriesPoint>? Points { get; set; }
}

/// <summary>What was used in one step.</summary>
public sealed class UsageSeriesPoint
{
    /// <summary>When the step begins.</summary>
    public DateTimeOffset? Time { get; set; }

    /// <summary>Number of calls.</summary>
    public long? Requests { get; set; }

    /// <summary>Those of them that were answered with an error or broke off.</summary>
    public long? Errors { get; set; }

    /// <summary>Those of them that a limit refused.</summary>
    public long? RateLimited { get; set; }

    /// <summary>Tokens read, cached ones included.</summary>
    public long? InputTokens { get; set; }

    /// <summary>Those of the tokens read that the engine had read before.</summary>
    public long? CachedInputTokens { get; set; }

    /// <summary>Tokens written.</summary>
    public long? OutputTokens { get; set; }

    /// <summary>What it cost, by currency (ISO 4217). Amounts in different currencies are never added.</summary>
    public Dictionary<string, decimal>? Cost { get; set; }

    /// <summary>Seconds from a call to the end of its answer, of calls that were not refused.</summary>
    public DurationPercentiles? Latency { get; set; }

    /// <summary>Seconds from a call to its first token, of streams.</summary>
    public DurationPercentiles? TimeToFirstToken { get; set; }

    /// <summary>Seconds for each token after the first, of streams.</summary>
    public DurationPercentiles? TimePerOutputToken { get; set; }
}

/// <summary>Below how many seconds half, 95 % and 99 % of the calls were. Within 5 %.</summary>
public sealed class DurationPercentiles
{
    /// <summary>Half of the calls.</summary>
    public double? P50 { get; set; }

    /// <summary>95 % of the calls.</summary>
    public double? P95 { get; set; }

    /// <summary>99 % of the calls.</summary>
    public double? P99 { get; set; }
}
