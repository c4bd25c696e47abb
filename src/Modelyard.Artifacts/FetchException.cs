namespace Modelyard.Artifacts;

/// <summary>A model could not be fetched. The message says what is wrong and what the user can do about it.</summary>
public sealed class FetchException : Exception
{
    public FetchException(FetchFailure reason, string message, Exception? inner = null, TimeSpan? retryAfter = null)
        : base(message, inner)
    {
        Reason = reason;
        RetryAfter = retryAfter;
    }

    public FetchFailure Reason { get; }

    /// <summary>How long the source asked to be left alone, when it said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>How much more room, or quota, it needs, where that is known.</summary>
    public long? MissingBytes { get; init; }

    /// <summary>Whether the same request may succeed later without anybody changing anything.</summary>
    public bool IsTransient => Reason is FetchFailure.Unreachable or FetchFailure.RateLimited;
}
