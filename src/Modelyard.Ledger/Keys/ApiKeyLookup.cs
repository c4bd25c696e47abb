namespace Modelyard.Ledger;

/// <summary>What became of a presented secret.</summary>
public enum ApiKeyVerdict
{
    /// <summary>Nothing was made with this secret.</summary>
    Unknown,

    /// <summary>The key works.</summary>
    Valid,

    /// <summary>The key has expired.</summary>
    Expired,

    /// <summary>The key was revoked.</summary>
    Revoked,
}

/// <summary>A verdict and, unless the secret is unknown, the key it is about.</summary>
public readonly record struct ApiKeyLookup(ApiKeyVerdict Verdict, ApiKey? Key);
