using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>What a call is short of that may be had from the ledger.</summary>
internal sealed class LimitShortage
{
    private readonly List<(LimitMeter Meter, LimitKind Kind, LeasedAllowance Allowance)> _allowances = [];
    private readonly List<(LimitMeter Meter, LeasedSlots Slots)> _slots = [];
    private readonly long _tokens;

    /// <summary>Call under the lock of the meters' group.</summary>
    public LimitShortage(ReadOnlySpan<LimitMeter> meters, long tokens)
    {
        _tokens = tokens;
        foreach (var meter in meters)
        {
            Add(meter, LimitKind.Requests, meter.Requests, 1);
            Add(meter, LimitKind.Tokens, meter.Tokens, tokens);
            if (meter.Slots is { } slots && meter.Concurrent >= slots.Held && slots.Held < slots.Most)
            {
                _slots.Add((meter, slots));
                Slots.Add(slots.Wish());
            }
        }
    }

    public List<AllowanceWish> Allowances { get; } = [];

    public List<SlotWish> Slots { get; } = [];

    public bool IsNone => Allowances.Count == 0 && Slots.Count == 0;

    /// <summary>Takes over what was granted; or the reason why nothing was. Call under the lock.</summary>
    public LimitRefusal? Accept(LeaseAnswer answer)
    {
        if (answer.Refused is not null)
        {
            return Explain(answer);
        }

        for (var i = 0; i < _allowances.Count; i++)
        {
            _allowances[i].Allowance.Granted(answer.Allowances![i], answer.Remaining[i]);
        }

        for (var i = 0; i < _slots.Count; i++)
        {
            _slots[i].Slots.Held += answer.Slots![i];
        }

        return null;
    }

    private LimitRefusal Explain(LeaseAnswer answer)
    {
        foreach (var (meter, kind, allowance) in _allowances)
        {
            if (allowance.Subject == answer.Refused)
            {
                allowance.Granted(0, answer.Remaining[0]);
                return meter.Refuse(kind, allowance, kind == LimitKind.Tokens ? _tokens : 1, answer.Wait);
            }
        }

        return _slots.Find(s => s.Slots.Subject == answer.Refused).Meter.RefuseConcurrent();
    }

    private void Add(LimitMeter meter, LimitKind kind, IAllowance? allowance, long amount)
    {
        if (allowance is LeasedAllowance leased && leased.WishFor(amount) is { } wish)
        {
            _allowances.Add((meter, kind, leased));
            Allowances.Add(wish);
        }
    }
}
