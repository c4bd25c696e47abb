namespace Modelyard.Ledger;

/// <summary>Which records of usage are wanted, newest first. What is null does not restrict.</summary>
public sealed record UsageQuery
{
    /// <summary>The namespace of the key.</summary>
    public string? Project { get; init; }

    /// <summary>Whom the key is for.</summary>
    public string? User { get; init; }

    /// <summary>The name of the key.</summary>
    public string? Key { get; init; }

    /// <summary>The name of the deployment.</summary>
    public string? Deployment { get; init; }

    /// <summary>From when on, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The last record of the page before.</summary>
    public UsagePosition? After { get; init; }

    /// <summary>At most so many.</summary>
    public required int Limit { get; init; }
}

/// <summary>A place in the list of records.</summary>
public readonly record struct UsagePosition(DateTimeOffset At, string Id);
