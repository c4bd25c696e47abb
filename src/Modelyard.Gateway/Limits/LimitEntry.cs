namespace Modelyard.Gateway;

/// <summary>What became of a call at its limits.</summary>
/// <param name="Reservation">What it has taken, if it was let in.</param>
/// <param name="Refusal">Why it was not.</param>
/// <param name="Status">Where the limits stand.</param>
internal readonly record struct LimitEntry(LimitReservation? Reservation, LimitRefusal? Refusal, RateStatus Status);
