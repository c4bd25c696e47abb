namespace Modelyard.Artifacts;

/// <summary>What one fetch may use, besides what the whole fetcher is configured with.</summary>
public sealed record FetchOptions
{
    /// <summary>Bearer token for the source; for <c>hf://</c> it takes precedence over the configured one.</summary>
    public string? Token { get; init; }

    /// <summary>Further request headers for <c>http(s)://</c>, sent only to the host named in the URI.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Use what this URI resolved to before without asking the source whether it has changed.</summary>
    public bool PreferCached { get; init; }

    /// <summary>Folder that relative paths start from; the current directory when not given.</summary>
    public string? BaseFolder { get; init; }

    // The record's own would print the token into logs.
    public override string ToString() => $"FetchOptions {{ Token = {(Token is null ? "none" : "set")}, PreferCached = {PreferCached} }}";
}
