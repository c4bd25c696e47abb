namespace Modelyard.Api;

/// <summary>
/// A key with which programs call the models of a project through the gateway. Kept in the ledger, not in the resource log: it can be
/// created, read and deleted (revoked), never changed.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "APIKey", "apikeys", ResourceScope.Namespaced)]
public sealed class ApiKey : Resource<ApiKeySpec, ApiKeyStatus>;

/// <summary>What a key may be used for, and how long.</summary>
public sealed class ApiKeySpec
{
    /// <summary>The deployments the key may use, as name or namespace/name; every one it can reach when empty.</summary>
    public List<string>? Deployments { get; set; }

    /// <summary>From when on the key no longer works (UTC); never when absent.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
}

/// <summary>What is known of a key.</summary>
public sealed class ApiKeyStatus
{
    /// <summary>The key itself. Only in the answer to its creation: it is stored as a hash and cannot be shown again.</summary>
    public string? Secret { get; set; }

    /// <summary>How the key begins, to recognise it by.</summary>
    public string? Prefix { get; set; }

    /// <summary>When it was last used (UTC), to about a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
