namespace Modelyard.Ledger;

/// <summary>An API key as it may be shown: everything but the secret, of which only a keyed hash is stored.</summary>
public sealed record ApiKey
{
    /// <summary>Never used twice; ordered by creation.</summary>
    public required Guid Id { get; init; }

    /// <summary>Rises with every change of any key but for <see cref="LastUsedAt"/>.</summary>
    public required long Revision { get; init; }

    /// <summary>The project the key belongs to.</summary>
    public required string Namespace { get; init; }

    /// <summary>Unique among the keys of the namespace that are not revoked.</summary>
    public required string Name { get; init; }

    /// <summary>How the secret begins, so that its owner recognises it.</summary>
    public required string Prefix { get; init; }

    /// <summary>What the key may use.</summary>
    public required ApiKeyScope Scope { get; init; }

    /// <summary>The person it was made for, e.g. <c>developer@acme.example</c>; null for a service account's or nobody's.</summary>
    public string? User { get; init; }

    /// <summary>The service account of the namespace it was made for; null for a person's or nobody's.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>Limits of this key alone; null to have those its organization gives every key.</summary>
    public KeyLimits? Limits { get; init; }

    /// <summary>What may be spent with this key alone; null for no limit of its own.</summary>
    public KeyBudget? Budget { get; init; }

    /// <summary>What its owner calls it by.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the key it takes the place of; null when it is not a rotation.</summary>
    public string? RotatedFrom { get; init; }

    /// <summary>The name of the key that takes its place; null while none does.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>When the key was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it no longer works; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last used, to within some seconds; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
