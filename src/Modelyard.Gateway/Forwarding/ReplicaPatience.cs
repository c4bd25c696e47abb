namespace Modelyard.Gateway;

/// <summary>One token for all that can end the wait for a replica: the client leaving, the limit of the phase the call is in, and that of the whole call.</summary>
/// <remarks>A stream waits for each of its events, so a wait only notes when it will have been too long; a timer that finds it was not goes on until then.</remarks>
internal sealed class ReplicaPatience : IDisposable
{
    private const long Never = long.MaxValue;

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationToken _client;
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _total;
    private readonly long _began;
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _deadline = Never;
    private long _timerDue = Never;

    public ReplicaPatience(TimeProvider time, TimeSpan? total, CancellationToken client)
    {
        _client = client;
        _registration = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        (_time, _total, _began) = (time, total, time.GetTimestamp());
    }

    public CancellationToken Token => _source.Token;

    public bool ClientLeft => _client.IsCancellationRequested;

    /// <summary>Whether the whole call has taken too long.</summary>
    public bool IsExhausted => _total is { } total && _time.GetElapsedTime(_began) >= total;

    /// <summary>Starts the limit of the next wait.</summary>
    public void Wait(TimeSpan limit)
    {
        var waited = _time.GetElapsedTime(_began);
        var deadline = (waited + limit).Ticks;
        if (_total is { } total)
        {
            deadline = Math.Min(deadline, total.Ticks);
        }

        lock (_lock)
        {
            _deadline = deadline;
            if (deadline < _timerDue)
            {
                SetTimer(deadline - waited.Ticks);
            }
        }
    }

    /// <summary>Stops the clock while it is the client that is waited for.</summary>
    public void Rest()
    {
        lock (_lock)
        {
            _deadline = Never;
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
        _source.Dispose();
    }

    private void SetTimer(long ticks)
    {
        _timerDue = _deadline;
        var due = TimeSpan.FromTicks(Math.Max(ticks, 0));
        if (_timer is null)
        {
            _timer = _time.CreateTimer(static patience => ((ReplicaPatience)patience!).OnTimer(), this, due, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _timerDue = Never;
            if (_deadline == Never)
            {
                return;
            }

            if (_deadline - _time.GetElapsedTime(_began).Ticks is var left and > 0)
            {
                SetTimer(left);
                return;
            }
        }

        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call has ended meanwhile.
        }
    }
}
