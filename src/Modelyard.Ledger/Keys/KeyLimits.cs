namespace Modelyard.Ledger;

/// <summary>How much a caller may use at a time. What is null is not limited here.</summary>
public sealed record KeyLimits
{
    /// <summary>Requests in a minute.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Tokens in a minute, read and written.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Requests at the same moment.</summary>
    public int? ConcurrentRequests { get; init; }
}
