namespace Modelyard.Ledger;

/// <summary>What a service ran from a moment on.</summary>
public sealed record ServingEntry
{
    /// <summary>Never used twice.</summary>
    public required string Id { get; init; }

    /// <summary>Namespace of the service.</summary>
    public required string Project { get; init; }

    /// <summary>Name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>From when on.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>When the next entry of the service took its place; null while none has.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What it ran, as the API writes it.</summary>
    public required string Document { get; init; }
}

/// <summary>Which entries are wanted, newest first. What is null does not restrict.</summary>
public sealed record ServingQuery
{
    /// <summary>Namespace of the service.</summary>
    public string? Project { get; init; }

    /// <summary>Name of the service.</summary>
    public string? Service { get; init; }

    /// <summary>Only what was still true then.</summary>
    public DateTimeOffset? EndedAfter { get; init; }

    /// <summary>Only what was true before.</summary>
    public DateTimeOffset? BeganBefore { get; init; }

    /// <summary>Only what is true now.</summary>
    public bool Current { get; init; }

    /// <summary>The last entry of the page before: when it began, and its id.</summary>
    public (DateTimeOffset From, string Id)? After { get; init; }

    /// <summary>At most so many.</summary>
    public required int Limit { get; init; }
}
