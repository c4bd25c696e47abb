using System.Diagnostics.CodeAnalysis;

namespace Modelyard.Gateway;

/// <summary>All limits that count for the calls of one key to one model.</summary>
internal sealed class LimitSet
{
    private readonly LimitGroup _group;
    private readonly LimitRule[] _rules;
    private readonly LimitMeter[] _meters;
    private readonly GatewayClock _clock;

    /// <param name="group">Where the organization's meters are.</param>
    /// <param name="rules">Its limits; at most <see cref="LimitReservation.MostMeters"/>.</param>
    /// <param name="clock">The clock of all sets of the group.</param>
    public LimitSet(LimitGroup group, LimitRule[] rules, GatewayClock clock)
    {
        (_group, _rules, _clock) = (group, rules, clock);
        _meters = new LimitMeter[rules.Length];
        lock (group.Gate)
        {
            Resolve(clock.Now);
        }
    }

    /// <summary>
    /// Lets a call in that is expected to take so many tokens, or says what stands in its way and takes nothing. A call that is larger than a
    /// whole minute's allowance is let in when all of that is there.
    /// </summary>
    public bool TryEnter(long tokens, [NotNullWhen(true)] out LimitReservation? reservation, [NotNullWhen(false)] out LimitRefusal? refusal, out RateStatus status)
    {
        reservation = null;
        refusal = null;
        lock (_group.Gate)
        {
            var now = _clock.Now;
            foreach (var meter in _meters)
            {
                if (meter.IsRetired)
                {
                    Resolve(now);
                }

                meter.Refill(now);
            }

            foreach (var meter in _meters)
            {
                if (meter.Check(tokens) is { } no && (refusal is null || no.Wait > refusal.Wait))
                {
                    refusal = no;
                }
            }

            if (refusal is null)
            {
                reservation = new LimitReservation(this, tokens);
                for (var i = 0; i < _meters.Length; i++)
                {
                    reservation.Note(i, _meters[i].Enter(tokens));
                }
            }

            status = RateStatus.Of(_meters);
            return refusal is null;
        }
    }

    /// <summary>The smallest allowance of tokens there is among them; null when tokens are not limited.</summary>
    public long? SmallestTokenLimit()
    {
        long? smallest = null;
        foreach (var rule in _rules)
        {
            smallest = rule.TokensPerMinute is { } limit && !(limit > smallest) ? limit : smallest;
        }

        return smallest;
    }

    internal void Leave(LimitReservation reservation, long tokens, bool uncounted)
    {
        lock (_group.Gate)
        {
            var now = _clock.Now;
            for (var i = 0; i < _meters.Length; i++)
            {
                var meter = _meters[i];
                meter.Refill(now);
                meter.Tokens?.Take(tokens - reservation.TakenOf(i));
                meter.Requests?.Take(uncounted ? -1 : 0);
                meter.Leave();
            }
        }
    }

    private void Resolve(long now)
    {
        for (var i = 0; i < _rules.Length; i++)
        {
            _meters[i] = _group.MeterOf(_rules[i], now);
        }
    }
}
