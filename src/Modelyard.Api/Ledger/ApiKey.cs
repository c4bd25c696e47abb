namespace Modelyard.Api;

/// <summary>
/// A key with which programs call the models of a project through the gateway. Kept in the ledger, not in the resource log: it can be
/// created, read and deleted (revoked), never changed.
/// </summary>
[Kind("ledger.modelyard.dev", "v1alpha1", "APIKey", "apikeys", ResourceScope.Namespaced, Categories = ["modelyard"])]
public sealed class ApiKey : Resource<ApiKeySpec, ApiKeyStatus>;

/// <summary>Whose key it is, what it may be used for, and how long.</summary>
public sealed class ApiKeySpec
{
    /// <summary>The person it is for, e.g. <c>developer@acme.example</c>. A key is for a user, for a service account, or for nobody in particular.</summary>
    public string? User { get; set; }

    /// <summary>The ServiceAccount of the namespace it is for.</summary>
    public string? ServiceAccount { get; set; }

    /// <summary>The deployments the key may use, as name or namespace/name; every one its project can reach when empty.</summary>
    public List<string>? Deployments { get; set; }

    /// <summary>The endpoints the key may be used at, as name or namespace/name; every one when empty.</summary>
    public List<string>? Endpoints { get; set; }

    /// <summary>What the key may do: <c>invoke</c> models, <c>read</c> which there are; both when empty.</summary>
    public List<string>? Permissions { get; set; }

    /// <summary>From when on the key no longer works (UTC); never when absent. An organization may demand it.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Limits of this key alone, instead of those its organization gives every key.</summary>
    public RateLimits? Limits { get; set; }

    /// <summary>What may be spent with this key.</summary>
    public Budget? Budget { get; set; }

    /// <summary>The name of a key of the namespace that this one takes the place of. What is not said here is as that key has it, a lifetime as long as its included.</summary>
    public string? Rotates { get; set; }

    /// <summary>How long the key that is replaced goes on working, e.g. <c>24h</c> (default) or <c>0s</c>.</summary>
    public string? Overlap { get; set; }
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

    /// <summary>The name of the key it took the place of.</summary>
    public string? RotatedFrom { get; set; }

    /// <summary>The name of the key that takes its place.</summary>
    public string? ReplacedBy { get; set; }
}
