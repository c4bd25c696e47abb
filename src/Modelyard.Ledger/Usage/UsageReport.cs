namespace Modelyard.Ledger;

/// <summary>What sums of usage are wanted, by whole days (UTC).</summary>
public sealed record UsageReportQuery
{
    /// <summary>What makes a row of its own, in the order of the columns; none for the sums over everything.</summary>
    public required IReadOnlyList<UsageDimension> By { get; init; }

    /// <summary>The first day; null for from the beginning.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day after the last; null for until now.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The project it is about. With an organization too, what belongs to either.</summary>
    public string? Project { get; init; }

    /// <summary>The organization it is about, with all the projects it had at the time.</summary>
    public string? Organization { get; init; }

    /// <summary>Only what was used for this person or service account.</summary>
    public string? User { get; init; }

    /// <summary>Only what was used with keys of this name.</summary>
    public string? Key { get; init; }

    /// <summary>Only what was used of deployments of this name, or <c>namespace/name</c>.</summary>
    public string? Deployment { get; init; }
}

/// <summary>What usage can be told apart by.</summary>
public enum UsageDimension
{
    /// <summary>The organization that owns the project.</summary>
    Organization,

    /// <summary>The namespace of the key.</summary>
    Project,

    /// <summary>Whom the key is for.</summary>
    User,

    /// <summary>The key's name.</summary>
    Key,

    /// <summary>The deployment, as <c>namespace/name</c>.</summary>
    Deployment,

    /// <summary>The day, UTC.</summary>
    Day,
}

/// <summary>The sums of one group. Amounts in different currencies are never added: each currency has a row of its own.</summary>
/// <param name="Group">The values of what was asked to tell apart, in that order; null for what is absent, such as the user of a key that is nobody's.</param>
/// <param name="Currency">Null for what has no price.</param>
/// <param name="Requests">All records.</param>
/// <param name="Errors">Those of them that were answered with an error or broke off.</param>
/// <param name="CacheHits">Those of them that were answered with an answer given before, without a model.</param>
/// <param name="InputTokens">Tokens read, cached ones included.</param>
/// <param name="CachedInputTokens">Those of them that the engine had read before.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Images">Images read.</param>
/// <param name="Cost">In units of the currency, to the billionth.</param>
public sealed record UsageReportRow(
    IReadOnlyList<string?> Group,
    string? Currency,
    long Requests,
    long Errors,
    long CacheHits,
    long InputTokens,
    long CachedInputTokens,
    long OutputTokens,
    long Images,
    decimal Cost);
