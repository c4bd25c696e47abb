namespace Modelyard.Ledger;

/// <summary>How long people stay signed in.</summary>
public sealed record SessionOptions
{
    /// <summary>Without doing anything.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(8);

    /// <summary>At the most.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>When a session ends unless it is used before then.</summary>
    public DateTimeOffset EndOf(Session session) => session.LastSeen + Idle is var idle && idle < session.ExpiresAt ? idle : session.ExpiresAt;
}
