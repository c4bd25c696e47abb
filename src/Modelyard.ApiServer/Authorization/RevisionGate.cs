using Modelyard.Storage;

namespace Modelyard.ApiServer;

/// <summary>Lets callers wait until a follower of the log has got to a revision.</summary>
internal sealed class RevisionGate
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private long _reached;

    /// <summary>Whether the follower has begun.</summary>
    public bool HasBegun => Volatile.Read(ref _reached) > 0;

    /// <summary>Completes when everything up to <paramref name="revision"/> has been seen; at once, as a rule.</summary>
    public Task ReachedAsync(long revision)
    {
        if (Volatile.Read(ref _reached) >= revision)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            if (_reached >= revision)
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiter, revision);
            return waiter.Task;
        }
    }

    /// <summary>Waits until everything has been seen that is in the store now; false when that takes too long.</summary>
    public async ValueTask<bool> TryCatchUpAsync(IResourceStore store, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var reached = ReachedAsync(await store.GetRevisionAsync(cancellationToken));
        if (reached.IsCompletedSuccessfully)
        {
            return true;
        }

        try
        {
            await reached.WaitAsync(patience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Reach(long revision)
    {
        lock (_gate)
        {
            Volatile.Write(ref _reached, Math.Max(_reached, revision));
            while (_waiting.TryPeek(out var waiter, out var wanted) && wanted <= _reached)
            {
                _waiting.Dequeue();
                waiter.SetResult();
            }
        }
    }
}
