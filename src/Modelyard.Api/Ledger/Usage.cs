namespace Modelyard.Api;

/// <summary>What one request used, at the price of that moment. Kept in the ledger for some time, in the project of the key; can only be read.</summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "Usage", "usagerecords", ResourceScope.Namespaced)]
public sealed class Usage : Resource
{
    /// <summary>The name of the request in answers (<c>x-request-id</c>) and logs.</summary>
    public string? RequestId { get; set; }

    /// <summary>The organization that owned the project; absent when none did.</summary>
    public string? Organization { get; set; }

    /// <summary>Whom the key is for; absent when it is for nobody in particular.</summary>
    public string? User { get; set; }

    /// <summary>The name of the key.</summary>
    public string? Key { get; set; }

    /// <summary>The deployment, as namespace/name; absent when the request did not come as far as to find one.</summary>
    public string? Deployment { get; set; }

    /// <summary>The endpoint the request came through, as namespace/name.</summary>
    public string? Endpoint { get; set; }

    /// <summary>What was asked for, e.g. <c>chat.completions</c>.</summary>
    public string? Operation { get; set; }

    /// <summary>Whether the answer was a stream of events.</summary>
    public bool? Streamed { get; set; }

    /// <summary>The HTTP status of the answer; 0 when there was none.</summary>
    public int? Code { get; set; }

    /// <summary>
    /// How well known the rest is: <c>settled</c> as the engine reported it, <c>estimated</c> since it reported nothing, <c>truncated</c> since the answer
    /// broke off, <c>client_aborted</c> since the client went away, <c>rejected</c> before anything was used.
    /// </summary>
    public string? State { get; set; }

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

    /// <summary>Currency as an ISO 4217 code; absent when the deployment had no price.</summary>
    public string? Currency { get; set; }

    /// <summary>Milliseconds from the request to the end of the answer.</summary>
    public long? DurationMs { get; set; }

    /// <summary>Milliseconds from the request to the first token; absent when none came.</summary>
    public long? FirstTokenMs { get; set; }

    /// <summary>Whether the answer came out of the cache.</summary>
    public bool? CacheHit { get; set; }
}
