using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>The places for calls in progress that this gateway has taken, of those it shares with others.</summary>
internal sealed class LeasedSlots(string subject)
{
    // With fewer at a time more calls wait for the ledger, with more at a time others wait for this gateway.
    private const int Slices = 16;

    /// <summary>Whose they are; the same in every gateway.</summary>
    public string Subject => subject;

    /// <summary>How many there are for all gateways.</summary>
    public int Most { get; set; }

    public int Held { get; set; }

    /// <summary>What to take so that one more call can be let in.</summary>
    public SlotWish Wish() => new(subject, Most, Held, Math.Max(1, Most / Slices));
}
