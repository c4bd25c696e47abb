namespace Modelyard.Gateway;

/// <summary>The meters of all that belong to one organization, under one lock: a call is let in by all of them or by none.</summary>
/// <param name="name">The organization.</param>
/// <param name="isShared">Whether other gateways count the same limits.</param>
internal sealed class LimitGroup(string name, bool isShared)
{
    private const int FirstCleaning = 1024;

    private readonly Dictionary<LimitSubject, LimitMeter> _meters = [];
    private int _cleanAt = FirstCleaning;

    public Lock Gate { get; } = new();

    /// <summary>The same limits as this gateway counts them on its own while it cannot share them; null where it never does.</summary>
    public LimitGroup? Standby { get; } = isShared ? new LimitGroup(name, isShared: false) : null;

    /// <summary>Held by whoever takes more of the shared limits, so that all who wait for it do not each take some.</summary>
    public SemaphoreSlim Taking { get; } = new(1, 1);

    /// <summary>All meters. Call under the lock.</summary>
    public IReadOnlyCollection<LimitMeter> Meters => _meters.Values;

    /// <summary>The meter of a subject, set to <paramref name="rule"/>. Call under the lock.</summary>
    public LimitMeter MeterOf(LimitRule rule, long now)
    {
        if (!_meters.TryGetValue(rule.Subject, out var meter))
        {
            Clean(now);
            _meters[rule.Subject] = meter = new LimitMeter(rule.Subject, isShared ? $"{name}/{rule.Subject.Path}" : null);
        }

        meter.Apply(rule, now);
        return meter;
    }

    // Keys come and go; one whose meter is at rest would get the same again.
    private void Clean(long now)
    {
        if (_meters.Count < _cleanAt)
        {
            return;
        }

        foreach (var (subject, meter) in _meters)
        {
            meter.Refill(now);
            if (meter.IsAtRest)
            {
                _meters.Remove(subject);
                meter.IsRetired = true;
            }
        }

        _cleanAt = Math.Max(FirstCleaning, 2 * _meters.Count);
    }
}
