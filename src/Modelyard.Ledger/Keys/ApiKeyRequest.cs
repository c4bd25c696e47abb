namespace Modelyard.Ledger;

/// <summary>A key that is wanted.</summary>
/// <param name="Namespace">The project it will belong to.</param>
/// <param name="Name">Its name there.</param>
public sealed record ApiKeyRequest(string Namespace, string Name)
{
    /// <summary>What it may use.</summary>
    public ApiKeyScope Scope { get; init; } = ApiKeyScope.All;

    /// <summary>From when on it no longer works; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A new key with its secret, which exists nowhere else and cannot be shown again.</summary>
public sealed record CreatedApiKey(ApiKey Key, string Secret);
