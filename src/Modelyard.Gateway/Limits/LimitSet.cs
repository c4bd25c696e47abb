using Modelyard.Ledger;

namespace Modelyard.Gateway;

/// <summary>All limits that count for the calls of one key to one model.</summary>
internal sealed class LimitSet
{
    private readonly LimitRule[] _rules;
    private readonly LimitMeter[] _meters;
    private readonly GatewayClock _clock;
    private LimitSet? _standby;

    /// <param name="group">Where the organization's meters are.</param>
    /// <param name="rules">Its limits; at most <see cref="LimitReservation.MostMeters"/>.</param>
    /// <param name="clock">The clock of all sets of the group.</param>
    public LimitSet(LimitGroup group, LimitRule[] rules, GatewayClock clock)
    {
        (Group, _rules, _clock) = (group, rules, clock);
        _meters = new LimitMeter[rules.Length];
        lock (group.Gate)
        {
            Resolve(clock.Now);
        }
    }

    public LimitGroup Group { get; }

    /// <summary>The same limits as this gateway counts them on its own. A call that was let in by them is settled with them, whatever is counted by then.</summary>
    public LimitSet Standby => _standby ??= new LimitSet(Group.Standby ?? Group, _rules, _clock);

    /// <summary>
    /// Lets a call in that is expected to take so many tokens, or says what stands in its way and takes nothing. A call that is larger than a
    /// whole minute's allowance is let in when all of that is there.
    /// </summary>
    public LimitEntry TryEnter(long tokens)
    {
        LimitRefusal? refusal = null;
        lock (Group.Gate)
        {
            var now = _clock.Now;
            foreach (var meter in _meters)
            {
                if (meter.IsRetired)
                {
                    Resolve(now);
                }
            }

            foreach (var meter in _meters)
            {
                meter.Refill(now);
                if (meter.Check(tokens) is { } no && (refusal is null || no.Wait > refusal.Wait))
                {
                    refusal = no;
                }
            }

            if (refusal is not null)
            {
                return new LimitEntry(null, refusal, RateStatus.Of(_meters));
            }

            var reservation = new LimitReservation(this, tokens);
            for (var i = 0; i < _meters.Length; i++)
            {
                reservation.Note(i, _meters[i].Enter(tokens, now));
            }

            return new LimitEntry(reservation, null, RateStatus.Of(_meters));
        }
    }

    /// <summary>The one among them with the smallest allowance of tokens; null when tokens are not limited.</summary>
    public LimitRule? SmallestTokenLimit()
    {
        LimitRule? smallest = null;
        foreach (var rule in _rules)
        {
            smallest = rule.TokensPerMinute is { } limit && !(limit > smallest?.TokensPerMinute) ? rule : smallest;
        }

        return smallest;
    }

    public RateStatus Status()
    {
        lock (Group.Gate)
        {
            return RateStatus.Of(_meters);
        }
    }

    /// <summary>What of shared limits a call is short of.</summary>
    public LimitShortage ShortageFor(long tokens)
    {
        lock (Group.Gate)
        {
            return new LimitShortage(_meters, tokens);
        }
    }

    /// <summary>Takes over what was granted; or the reason why nothing was.</summary>
    public LimitRefusal? Accept(LimitShortage shortage, LeaseAnswer answer)
    {
        lock (Group.Gate)
        {
            return shortage.Accept(answer);
        }
    }

    internal void Leave(LimitReservation reservation, long tokens, bool uncounted)
    {
        lock (Group.Gate)
        {
            var now = _clock.Now;
            for (var i = 0; i < _meters.Length; i++)
            {
                var meter = _meters[i];
                meter.Refill(now);
                meter.Tokens?.Take(tokens - reservation.TakenOf(i), now);
                if (uncounted)
                {
                    meter.Requests?.Take(-1, now);
                }

                meter.Leave();
            }
        }
    }

    private void Resolve(long now)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            _meters[i] = Group.MeterOf(_rules[i], now);
        }
    }
}
