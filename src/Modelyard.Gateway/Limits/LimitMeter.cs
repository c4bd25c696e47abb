namespace Modelyard.Gateway;

/// <summary>What one subject has used of its limits. Guarded by the lock of its <see cref="LimitGroup"/>.</summary>
/// <param name="subject">Whose they are.</param>
/// <param name="sharedAs">What all gateways that share the limits call them; null when this one is the only one.</param>
internal sealed class LimitMeter(LimitSubject subject, string? sharedAs)
{
    private int? _mostConcurrent;

    public LimitSubject Subject => subject;

    public IAllowance? Requests { get; private set; }

    public IAllowance? Tokens { get; private set; }

    /// <summary>Calls in progress.</summary>
    public int Concurrent { get; private set; }

    /// <summary>The places for them that this gateway has taken; null when it need not take any.</summary>
    public LeasedSlots? Slots { get; private set; }

    private int? Room => _mostConcurrent is { } most && Slots is { } slots ? Math.Min(most, slots.Held) : _mostConcurrent;

    /// <summary>Whether its group has forgotten it: whoever still has it has to ask for another.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Whether forgetting it would make no difference.</summary>
    public bool IsAtRest => Concurrent == 0 && Slots is null or { Held: 0 } && Requests?.IsAtRest != false && Tokens?.IsAtRest != false;

    public void Apply(LimitRule rule, long now)
    {
        Requests = Apply(Requests, "requests", rule.RequestsPerMinute, now);
        Tokens = Apply(Tokens, "tokens", rule.TokensPerMinute, now);
        _mostConcurrent = rule.ConcurrentRequests;
        if (sharedAs is not null && _mostConcurrent is { } most)
        {
            Slots ??= new LeasedSlots($"{sharedAs}/concurrent");
            Slots.Most = most;
        }
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
            refusal = Refuse(LimitKind.Requests, Requests, 1, requestsWait);
        }

        if (Tokens?.TimeUntil(tokens) is { Ticks: > 0 } tokensWait && tokensWait > (refusal?.Wait ?? TimeSpan.Zero))
        {
            refusal = Refuse(LimitKind.Tokens, Tokens, tokens, tokensWait);
        }

        return refusal is null && Concurrent >= Room ? RefuseConcurrent() : refusal;
    }

    public LimitRefusal Refuse(LimitKind kind, IAllowance allowance, long requested, TimeSpan wait) =>
        new(kind, subject, allowance.PerMinute, allowance.PerMinute - allowance.Remaining, Math.Min(requested, allowance.PerMinute), wait);

    public LimitRefusal RefuseConcurrent() => new(LimitKind.Concurrent, subject, _mostConcurrent!.Value, Concurrent, 1, LimitRefusal.ConcurrentWait);

    /// <summary>Lets a call in and returns how many tokens that took.</summary>
    public long Enter(long tokens, long now)
    {
        var taken = Math.Min(tokens, Tokens?.PerMinute ?? 0);
        Requests?.Take(1, now);
        Tokens?.Take(taken, now);
        Concurrent++;
        return taken;
    }

    public void Leave() => Concurrent--;

    private IAllowance? Apply(IAllowance? allowance, string kind, long? perMinute, long now)
    {
        if (perMinute is null)
        {
            return null;
        }

        if (allowance is null)
        {
            return sharedAs is null ? new OwnAllowance(perMinute.Value, now) : new LeasedAllowance($"{sharedAs}/{kind}", perMinute.Value);
        }

        if (allowance.PerMinute != perMinute)
        {
            allowance.Resize(perMinute.Value, now);
        }

        return allowance;
    }
}
