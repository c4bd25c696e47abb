using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>The part of a shared limit that this gateway has taken. It does not refill by itself: more has to be taken.</summary>
internal sealed class LeasedAllowance(string subject, long perMinute) : IAllowance
{
    // What is taken at a time lasts a second at the full rate: few calls wait for the ledger, and little is held that others could use.
    private const int SlicesPerMinute = 60;

    private long _held;
    private long _leftToOthers;
    private long _usedAt;

    /// <summary>Whose limit it is, and of what; the same in every gateway.</summary>
    public string Subject => subject;

    public long PerMinute { get; private set; } = Math.Clamp(perMinute, 1, TokenBucket.Most);

    public long Remaining => Math.Min(PerMinute, Math.Max(0, _held) + _leftToOthers);

    public bool IsAtRest => _held == 0;

    public void Refill(long now)
    {
        // In the ledger, not here.
    }

    public void Resize(long perMinute, long now) => PerMinute = Math.Clamp(perMinute, 1, TokenBucket.Most);

    public TimeSpan TimeUntil(long amount) => _held >= Math.Min(amount, PerMinute) ? TimeSpan.Zero : TimeSpan.FromTicks(1);

    public TimeSpan TimeUntilFull() => TimeSpan.FromMinutes(1) * ((double)(PerMinute - Remaining) / PerMinute);

    public void Take(long amount, long now)
    {
        _held -= amount;
        _usedAt = now;
    }

    /// <summary>What to take so that so much can be used; null when it can be now.</summary>
    public AllowanceWish? WishFor(long amount)
    {
        var needs = Math.Min(amount, PerMinute) - _held;
        return needs <= 0 ? null : new AllowanceWish(subject, PerMinute, needs, Math.Max(needs, PerMinute / SlicesPerMinute));
    }

    public void Granted(long amount, long leftToOthers) => (_held, _leftToOthers) = (_held + amount, leftToOthers);

    /// <summary>Parts with what is overdrawn, or with what was not used for <paramref name="idle"/>; nothing otherwise.</summary>
    public long Surrender(long now, TimeSpan idle)
    {
        if (_held >= 0 && now - _usedAt < idle.Ticks)
        {
            return 0;
        }

        var held = _held;
        _held = 0;
        return held;
    }
}
