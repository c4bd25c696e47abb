namespace Modelyard.Client;

/// <summary>How a reconciliation ended.</summary>
public readonly record struct ReconcileResult
{
    private ReconcileResult(TimeSpan? after, string? failure) => (After, Failure) = (after, failure);

    /// <summary>Nothing more to do until something changes.</summary>
    public static ReconcileResult Done => default;

    /// <summary>When to come back although nothing changed.</summary>
    public TimeSpan? After { get; }

    /// <summary>Why it could not be done; it is tried again with growing pauses.</summary>
    public string? Failure { get; }

    /// <summary>Come back after <paramref name="delay"/>.</summary>
    public static ReconcileResult RequeueAfter(TimeSpan delay) => new(delay, null);

    /// <summary>It did not work; try again later.</summary>
    public static ReconcileResult Failed(string reason) => new(null, reason);
}
