namespace Modelyard.Api;

/// <summary>How much may be used at a time. What is absent is not limited.</summary>
public sealed class RateLimits
{
    /// <summary>Requests per minute. Unused ones are saved up to this number, so that a burst of it is allowed after a pause.</summary>
    [Minimum(1), Maximum(10_000_000_000)]
    public long? RequestsPerMinute { get; set; }

    /// <summary>Tokens per minute, input and output together; tokens answered from a prompt cache count. Unused ones are saved up to this number.</summary>
    [Minimum(1), Maximum(10_000_000_000)]
    public long? TokensPerMinute { get; set; }

    /// <summary>Requests that may be under way at the same time.</summary>
    [Minimum(1)]
    public int? ConcurrentRequests { get; set; }
}
