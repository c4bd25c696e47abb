namespace Modelyard.Gateway;

/// <summary>Where the tightest limits stand: of requests and of tokens, each for itself.</summary>
internal readonly record struct RateStatus(RateStatus.Part? Requests, RateStatus.Part? Tokens)
{
    /// <param name="Limit">Per minute.</param>
    /// <param name="Remaining">What can be taken now.</param>
    /// <param name="Reset">Until all of it can.</param>
    /// <param name="Scope">Whose limit it is.</param>
    public readonly record struct Part(long Limit, long Remaining, TimeSpan Reset, string Scope);

    /// <summary>Call under the lock of their group.</summary>
    public static RateStatus Of(ReadOnlySpan<LimitMeter> meters)
    {
        Part? requests = null, tokens = null;
        foreach (var meter in meters)
        {
            requests = Tighter(requests, meter.Requests, meter.Subject);
            tokens = Tighter(tokens, meter.Tokens, meter.Subject);
        }

        return new RateStatus(requests, tokens);
    }

    private static Part? Tighter(Part? known, IAllowance? allowance, LimitSubject subject) =>
        allowance is not null && !(allowance.Remaining >= known?.Remaining)
            ? new Part(allowance.PerMinute, allowance.Remaining, allowance.TimeUntilFull(), subject.ScopeName)
            : known;
}
