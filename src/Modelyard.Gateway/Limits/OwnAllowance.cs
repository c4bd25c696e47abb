using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>A limit that only this gateway counts.</summary>
internal sealed class OwnAllowance(long perMinute, long now) : IAllowance
{
    private readonly TokenBucket _bucket = new(perMinute, now);

    public long PerMinute => _bucket.PerMinute;

    public long Remaining => _bucket.Remaining;

    public bool IsAtRest => TimeUntilFull() == TimeSpan.Zero;

    public void Refill(long now) => _bucket.Refill(now);

    public void Resize(long perMinute, long now) => _bucket.Resize(perMinute, now);

    public TimeSpan TimeUntil(long amount) => _bucket.TimeUntil(amount);

    public TimeSpan TimeUntilFull() => _bucket.TimeUntilFull();

    public void Take(long amount, long now) => _bucket.Take(amount);
}
