namespace Modelyard.Ledger;

/// <summary>What usage is wanted as it went, step by step.</summary>
public sealed record UsageSeriesQuery
{
    /// <summary>From when on; rounded down to a whole step.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when, exclusively.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How long a point is; whole minutes.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Only calls made with keys of this project. With an organization too, what belongs to either.</summary>
    public string? Project { get; init; }

    /// <summary>Only calls made with keys of this organization.</summary>
    public string? Organization { get; init; }

    /// <summary>Only calls of this deployment, whoever made them.</summary>
    public (string Namespace, string Name)? Deployment { get; init; }

    /// <summary>Whether each deployment is a series of its own.</summary>
    public bool ByDeployment { get; init; }

    /// <summary>Only what was used for this person or service account.</summary>
    public string? User { get; init; }

    /// <summary>Only what was used with keys of this name.</summary>
    public string? Key { get; init; }

    /// <summary>Only what was used of deployments of this name, or <c>namespace/name</c>.</summary>
    public string? DeploymentFilter { get; init; }

    /// <summary>Whether it takes the records of single requests: sums by minute are kept by project and deployment only.</summary>
    internal bool IsFiltered => User is not null || Key is not null || DeploymentFilter is not null;
}

/// <summary>What was used in one step. Steps without a call have no point.</summary>
/// <param name="Deployment">As <c>namespace/name</c> when asked for by deployment; null else, and for calls that found none.</param>
/// <param name="At">When the step begins.</param>
/// <param name="Requests">All calls.</param>
/// <param name="Errors">Those of them that were answered with an error or broke off.</param>
/// <param name="RateLimited">Those of them that a limit refused.</param>
/// <param name="InputTokens">Tokens read, cached ones included.</param>
/// <param name="CachedInputTokens">Those of them that the engine had read before.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Costs">What it cost, in each currency.</param>
/// <param name="Duration">From the request to the end of the answer, of the calls that were not refused.</param>
/// <param name="FirstToken">From the request to the first token, of streams.</param>
/// <param name="PerToken">For each token after the first, of streams.</param>
public sealed record UsageSeriesPoint(
    string? Deployment,
    DateTimeOffset At,
    long Requests,
    long Errors,
    long RateLimited,
    long InputTokens,
    long CachedInputTokens,
    long OutputTokens,
    IReadOnlyList<(string Currency, decimal Amount)> Costs,
    Percentiles? Duration,
    Percentiles? FirstToken,
    Percentiles? PerToken);

/// <summary>Below how many seconds half, 95 % and 99 % of the calls were. Within 5 %.</summary>
public sealed record Percentiles(double P50, double P95, double P99);
