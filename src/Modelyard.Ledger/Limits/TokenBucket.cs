namespace Modelyard.Ledger;

/// <summary>
/// An allowance per minute: at most a minute's worth at once, refilled all the time. It may be overdrawn, when a call turns out larger than was
/// reserved for it; then it stays empty until that is made good.
/// </summary>
/// <remarks>
/// Counted in fractions so small that a tick of the clock (100 ns) refills a whole number of them: nothing is ever lost to rounding, however
/// often it is looked at. Not thread-safe.
/// </remarks>
public sealed class TokenBucket
{
    /// <summary>The largest allowance that can be counted.</summary>
    public const long Most = 10_000_000_000;

    private const long Unit = TimeSpan.TicksPerMinute;

    // A replica that reports nonsense must not lock anybody out for good.
    private const int MostMinutesOverdrawn = 60;
    private const long MostOverdrawn = Most * Unit / 2;

    private long _at;

    /// <param name="perMinute">The allowance, from 1 to <see cref="Most"/>. It begins full.</param>
    /// <param name="now">In ticks of 100 ns, from anywhere.</param>
    public TokenBucket(long perMinute, long now)
    {
        PerMinute = Math.Clamp(perMinute, 1, Most);
        (Level, _at) = (Capacity, now);
    }

    /// <summary>One that goes on where another was.</summary>
    /// <param name="perMinute">Its allowance.</param>
    /// <param name="level">Its <see cref="Level"/>.</param>
    /// <param name="at">When it was there.</param>
    public TokenBucket(long perMinute, long level, long at)
        : this(perMinute, at) => Level = level;

    /// <summary>The allowance.</summary>
    public long PerMinute { get; private set; }

    /// <summary>What is in it, in fractions of the smallest size.</summary>
    public long Level { get; private set; }

    /// <summary>What can be taken now; nothing while it is overdrawn.</summary>
    public long Remaining => Math.Max(0, Level) / Unit;

    private long Capacity => PerMinute * Unit;

    /// <summary>Changes the allowance. What was taken stays taken.</summary>
    public void Resize(long perMinute, long now)
    {
        Refill(now);
        var taken = Capacity - Level;
        var overdrawn = Level < 0;
        PerMinute = Math.Clamp(perMinute, 1, Most);
        Level = overdrawn ? Level : Math.Max(0, Capacity - taken);
    }

    /// <summary>Adds what has come since the last time.</summary>
    public void Refill(long now)
    {
        var elapsed = now - _at;
        if (elapsed <= 0)
        {
            return;
        }

        _at = now;
        Level = elapsed >= TicksFor(Capacity - Level) ? Capacity : Level + (elapsed * PerMinute);
    }

    /// <summary>How long until so much can be taken; zero when it can be now. Call <see cref="Refill"/> first.</summary>
    public TimeSpan TimeUntil(long amount) => TimeSpan.FromTicks(TicksFor((Math.Min(amount, PerMinute) * Unit) - Level));

    /// <summary>How long until it is full.</summary>
    public TimeSpan TimeUntilFull() => TimeSpan.FromTicks(TicksFor(Capacity - Level));

    /// <summary>Takes it, or gives it back when negative.</summary>
    public void Take(long amount)
    {
        var lowest = -Int128.Min((Int128)Capacity * MostMinutesOverdrawn, MostOverdrawn);
        Level = (long)Int128.Clamp(Level - ((Int128)amount * Unit), lowest, Capacity);
    }

    private long TicksFor(long missing) => missing <= 0 ? 0 : ((missing - 1) / PerMinute) + 1;
}
