namespace Modelyard.Ledger;

/// <summary>A part of an allowance per minute that a gateway wants to have for itself.</summary>
/// <param name="Subject">Whose allowance it is, and of what; the same in every gateway.</param>
/// <param name="PerMinute">The allowance.</param>
/// <param name="Needs">With less it cannot do anything.</param>
/// <param name="Wants">With more it need not come again so soon.</param>
public sealed record AllowanceWish(string Subject, long PerMinute, long Needs, long Wants);

/// <summary>Places for calls in progress that a gateway wants to have for itself.</summary>
/// <param name="Subject">Whose calls they are.</param>
/// <param name="Most">How many places there are.</param>
/// <param name="Holds">How many the gateway has already.</param>
/// <param name="Wants">How many more it would like; it needs one.</param>
public sealed record SlotWish(string Subject, int Most, int Holds, int Wants);

/// <summary>What was granted: all that was needed, or nothing.</summary>
/// <param name="Allowances">How much of each allowance, in the order of the wishes; null when it was refused.</param>
/// <param name="Slots">How many places of each, in the order of the wishes; null when it was refused.</param>
/// <param name="Refused">The subject that stood in the way longest; null when it was granted.</param>
/// <param name="Remaining">What is left: of each allowance when it was granted, of the one that refused otherwise.</param>
/// <param name="Wait">How long until the refused wish can be granted, if nobody else takes what comes free.</param>
public sealed record LeaseAnswer(
    IReadOnlyList<long>? Allowances, IReadOnlyList<int>? Slots, string? Refused, IReadOnlyList<long> Remaining, TimeSpan Wait);
