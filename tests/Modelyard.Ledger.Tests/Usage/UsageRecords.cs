namespace Modelyard.Ledger.Tests;

/// <summary>Records to write in tests.</summary>
internal static class UsageRecords
{
    public static DateTimeOffset Noon { get; } = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static UsageRecord New(string? id = null, DateTimeOffset? at = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(at ?? Noon).ToString(),
        RequestId = "req-1",
        At = at ?? Noon,
        Organization = "acme",
        Project = "acme",
        User = "developer@acme.example",
        KeyId = "0197-key",
        KeyName = "ci",
        DeploymentNamespace = "demo",
        Deployment = "atlas-chat",
        Endpoint = "demo/chat",
        Operation = "chat.completions",
        Streamed = true,
        Status = 200,
        State = UsageState.Settled,
        InputTokens = 100,
        CachedInputTokens = 40,
        OutputTokens = 20,
        Images = 1,
        CostNanos = 1234,
        Currency = "EUR",
        PriceIn = 500_000,
        PriceCached = 50_000,
        PriceOut = 1_500_000,
        PerRequest = 10,
        PerImage = 100,
        DurationMs = 900,
        FirstTokenMs = 80,
        CacheHit = true,
    };
}
