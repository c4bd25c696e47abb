namespace Modelyard.Gateway;

/// <summary>What a limit counts.</summary>
internal enum LimitKind
{
    Requests,
    Tokens,
    Concurrent,
}

/// <summary>A call that was not let in, and what stood in its way longest.</summary>
/// <param name="Kind">What was counted.</param>
/// <param name="Subject">Whose limit it is.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Used">How much of it is taken.</param>
/// <param name="Requested">How much the call would have taken.</param>
/// <param name="Wait">When it can be let in, if nobody else takes what comes free.</param>
internal sealed record LimitRefusal(LimitKind Kind, LimitSubject Subject, long Limit, long Used, long Requested, TimeSpan Wait)
{
    /// <summary>Nobody can know when a call in progress ends.</summary>
    public static readonly TimeSpan ConcurrentWait = TimeSpan.FromSeconds(1);
}
