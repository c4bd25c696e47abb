namespace Modelyard.Ledger;

/// <summary>Which sessions are over at a moment.</summary>
internal readonly struct SessionTimes(DateTimeOffset now, TimeSpan idle)
{
    /// <summary>SQL for those that are not.</summary>
    public const string IsAlive = "ledger_sessions.expires_at > @now AND ledger_sessions.last_seen > @idle";

    public (string Name, object? Value)[] Parameters { get; } = [("@now", now.ToUnixTimeMilliseconds()), ("@idle", (now - idle).ToUnixTimeMilliseconds())];
}
