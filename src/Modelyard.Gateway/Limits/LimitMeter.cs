namespace Modelyard.Gateway;

/// <summary>What one subject has used of its limits. Guarded by the lock of its <see cref="LimitGroup"/>.</summary>
internal sealed class LimitMeter(LimitSubject subject)
{
    private int _concurrent;
    private int? _mostConcurrent;

    public LimitSubject Subject => subject;

    public TokenBucket? Requests { get; private set; }

    public TokenBucket? Tokens { get; private set; }

    /// <summary>Whether its group has forgotten it: whoever still has it has to ask for another.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Whether forgetting it would make no difference.</summary>
    public bool IsAtRest => _concurrent == 0 && IsFull(Requests) && IsFull(Tokens);

    public void Apply(LimitRule rule, long now)
    {
        Requests = Apply(Requests, rule.RequestsPerMinute, now);
        Tokens = Apply(Tokens, rule.TokensPerMinute, now);
        _mostConcurrent = rule.ConcurrentRequests;
    }

    public void Refill(long now)
    {
        Requests?.Refill(now);
        Tokens?.Refill(now);
    }

    /// <summary>Why a call of so many tokens cannot be let in now; null when it can.</summary>
    public LimitRefusal? Check(long tokens)
    {
        LimitRefusal? refusal = null;
        if (Requests?.TimeUntil(1) is { Ticks: > 0 } requestsWait)
        {
            refusal = new LimitRefusal(LimitKind.Requests, subject, Requests.PerMinute, Requests.PerMinute - Requests.Remaining, 1, requestsWait);
        }

        if (Tokens?.TimeUntil(tokens) is { Ticks: > 0 } tokensWait && tokensWait > (refusal?.Wait ?? TimeSpan.Zero))
        {
            refusal = new LimitRefusal(LimitKind.Tokens, subject, Tokens.PerMinute, Tokens.PerMinute - Tokens.Remaining, Math.Min(tokens, Tokens.PerMinute), tokensWait);
        }

        return refusal is null && _concurrent >= _mostConcurrent
            ? new LimitRefusal(LimitKind.Concurrent, subject, _mostConcurrent.Value, _concurrent, 1, LimitRefusal.ConcurrentWait)
            : refusal;
    }

    /// <summary>Lets a call in and returns how many tokens that took.</summary>
    public long Enter(long tokens)
    {
        var taken = Math.Min(tokens, Tokens?.PerMinute ?? 0);
        Requests?.Take(1);
        Tokens?.Take(taken);
        _concurrent++;
        return taken;
    }

    public void Leave() => _concurrent--;

    private static TokenBucket? Apply(TokenBucket? bucket, long? perMinute, long now)
    {
        if (perMinute is null)
        {
            return null;
        }

        if (bucket is null)
        {
            return new TokenBucket(perMinute.Value, now);
        }

        if (bucket.PerMinute != perMinute)
        {
            bucket.Resize(perMinute.Value, now);
        }

        return bucket;
    }

    private static bool IsFull(TokenBucket? bucket) => bucket is null || bucket.TimeUntilFull() == TimeSpan.Zero;
}
