namespace Modelyard.Gateway;

/// <summary>One token for all that can end the wait for a replica: the client leaving, the limit of the phase the call is in, and that of the whole call.</summary>
internal sealed class ReplicaPatience : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _client;
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _total;
    private readonly long _began;

    public ReplicaPatience(TimeProvider time, TimeSpan? total, CancellationToken client)
    {
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _client = client;
        _registration = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        (_time, _total, _began) = (time, total, total is null ? 0 : time.GetTimestamp());
    }

    public CancellationToken Token => _source.Token;

    public bool ClientLeft => _client.IsCancellationRequested;

    /// <summary>Whether the whole call has taken too long.</summary>
    public bool IsExhausted => _total is { } total && _time.GetElapsedTime(_began) >= total;

    /// <summary>Starts the limit of the next wait.</summary>
    public void Wait(TimeSpan limit)
    {
        if (_total is { } total)
        {
            var left = total - _time.GetElapsedTime(_began);
            limit = left < TimeSpan.Zero ? TimeSpan.Zero : left < limit ? left : limit;
        }

        _source.CancelAfter(limit);
    }

    /// <summary>Stops the clock while it is the client that is waited for.</summary>
    public void Rest() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
