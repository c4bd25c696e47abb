namespace Modelyard.Ledger;

/// <summary>What one request used, at the price of that moment.</summary>
public sealed record UsageRecord
{
    /// <summary>A UUID of version 7 as text: never used twice, whatever the client calls its requests.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the request in answers and logs.</summary>
    public required string RequestId { get; init; }

    /// <summary>When the request came; the same from beginning to end, since it says on which day it counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The organization that owns the project; null when none does.</summary>
    public string? Organization { get; init; }

    /// <summary>The namespace of the key.</summary>
    public required string Project { get; init; }

    /// <summary>The person or service account the key is for.</summary>
    public string? User { get; init; }

    /// <summary>The key; names are used again, ids are not.</summary>
    public required string KeyId { get; init; }

    /// <summary>What the key is called.</summary>
    public required string KeyName { get; init; }

    /// <summary>Where the deployment is; empty when the request did not come as far as to find one.</summary>
    public string DeploymentNamespace { get; init; } = "";

    /// <summary>The deployment; empty when the request did not come as far as to find one.</summary>
    public string Deployment { get; init; } = "";

    /// <summary>The endpoint the request came through, as <c>namespace/name</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>What was asked for, such as <c>chat.completions</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Whether the answer is a stream of events.</summary>
    public bool Streamed { get; init; }

    /// <summary>The HTTP status of the answer; 0 while there is none.</summary>
    public int Status { get; init; }

    /// <summary>How well known the rest is.</summary>
    public UsageState State { get; init; }

    /// <summary>Tokens read, cached ones included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Those of the tokens read that the engine had read before.</summary>
    public long CachedInputTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Images read.</summary>
    public long Images { get; init; }

    /// <summary>Billionths of <see cref="Currency"/>: a single token may cost less than a millionth.</summary>
    public long CostNanos { get; init; }

    /// <summary>ISO 4217; null when the deployment has no price.</summary>
    public string? Currency { get; init; }

    /// <summary>Millionths of the currency for a million tokens read.</summary>
    public long? PriceIn { get; init; }

    /// <summary>Millionths of the currency for a million tokens read that were cached.</summary>
    public long? PriceCached { get; init; }

    /// <summary>Millionths of the currency for a million tokens written.</summary>
    public long? PriceOut { get; init; }

    /// <summary>Millionths of the currency for a request.</summary>
    public long? PerRequest { get; init; }

    /// <summary>Millionths of the currency for an image.</summary>
    public long? PerImage { get; init; }

    /// <summary>From the request to the end of the answer.</summary>
    public long DurationMs { get; init; }

    /// <summary>From the request to the first token of a stream; null when none came, and for answers that come whole.</summary>
    public long? FirstTokenMs { get; init; }

    /// <summary>Whether the answer came out of the cache.</summary>
    public bool CacheHit { get; init; }
}
