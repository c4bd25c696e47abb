namespace Modelyard.Ledger;

/// <summary>A key that is wanted.</summary>
/// <param name="Namespace">The project it will belong to.</param>
/// <param name="Name">Its name there.</param>
public sealed record ApiKeyRequest(string Namespace, string Name)
{
    /// <summary>What it may use; everything when null.</summary>
    public ApiKeyScope? Scope { get; init; }

    /// <summary>The person it is for.</summary>
    public string? User { get; init; }

    /// <summary>The service account of the namespace it is for.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Limits of its own.</summary>
    public KeyLimits? Limits { get; init; }

    /// <summary>A budget of its own.</summary>
    public KeyBudget? Budget { get; init; }

    /// <summary>What its owner wants to call it by.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>From when on it no longer works; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long keys may live here, and so that they must expire; null for as long as they like.</summary>
    public TimeSpan? LongestLife { get; init; }

    /// <summary>The key of the namespace that it takes the place of. What is null here is then as that key has it, and its life as long as that key's.</summary>
    public string? Rotates { get; init; }

    /// <summary>How long that key goes on working.</summary>
    public TimeSpan Overlap { get; init; }
}

/// <summary>A new key with its secret, which exists nowhere else and cannot be shown again.</summary>
public sealed record CreatedApiKey(ApiKey Key, string Secret);
