namespace Modelyard.Gateway;

/// <summary>What one spender has spent in one currency in the current period, and what calls in progress may still cost.</summary>
internal sealed class BudgetMeter
{
    private readonly Lock _gate = new();
    private DateOnly? _period;
    private long _spent;
    private long _reserved;
    private long _closed;

    /// <summary>Whether what was spent in this period is not known yet.</summary>
    public bool MustLoad(DateOnly period)
    {
        lock (_gate)
        {
            return _period is null || _period > period;
        }
    }

    /// <summary>What has been spent here since the process began: tells apart, when a sum is read, what it has from what it may not have.</summary>
    public long Mark()
    {
        lock (_gate)
        {
            return _closed;
        }
    }

    /// <summary>Takes over a sum that has at least all that was spent before <paramref name="mark"/>.</summary>
    public void Load(DateOnly period, long sum, long mark)
    {
        lock (_gate)
        {
            if (_period is null || _period <= period)
            {
                (_period, _spent) = (period, sum + (_closed - mark));
            }
        }
    }

    /// <summary>Reserves what a call may cost, if what it costs at least can be spent; what is spent otherwise.</summary>
    public long? TryReserve(DateOnly period, long amount, long least, long expected)
    {
        lock (_gate)
        {
            Turn(period);
            if (_spent + _reserved + Math.Max(1, least) > amount)
            {
                return _spent;
            }

            _reserved += expected;
            return null;
        }
    }

    public void Settle(DateOnly period, long expected, long actual)
    {
        lock (_gate)
        {
            Turn(period);
            _reserved -= expected;
            _closed += actual;
            if (period == _period)
            {
                _spent += actual;
            }
        }
    }

    // Nothing was spent yet in a period that has only just begun: this process was there.
    private void Turn(DateOnly period)
    {
        if (_period < period)
        {
            (_period, _spent) = (period, 0);
        }
    }
}
