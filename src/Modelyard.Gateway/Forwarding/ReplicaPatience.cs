namespace Modelyard.Gateway;

/// <summary>One token for all that can end the wait for a replica: the client leaving, and the limit of the phase the call is in.</summary>
internal sealed class ReplicaPatience : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _client;
    private readonly CancellationTokenRegistration _registration;

    public ReplicaPatience(TimeProvider time, CancellationToken client)
    {
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _client = client;
        _registration = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public bool ClientLeft => _client.IsCancellationRequested;

    /// <summary>Starts the limit of the next wait.</summary>
    public void Wait(TimeSpan limit) => _source.CancelAfter(limit);

    /// <summary>Stops the clock while it is the client that is waited for.</summary>
    public void Rest() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
