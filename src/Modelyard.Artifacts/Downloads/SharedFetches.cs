namespace Modelyard.Artifacts;

/// <summary>
/// Joins equal fetches of this process into one. The work goes on while anybody waits for it and is cancelled when the last one leaves.
/// </summary>
internal sealed class SharedFetches(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);

    internal async Task<StoredModel> RunAsync(
        string key,
        Func<FetchTracker, CancellationToken, Task<StoredModel>> fetch,
        IProgress<FetchProgress>? progress,
        CancellationToken cancellationToken)
    {
        var running = Join(key, fetch, progress);
        try
        {
            return await running.Work.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, running, progress);
        }
    }

    private Running Join(string key, Func<FetchTracker, CancellationToken, Task<StoredModel>> fetch, IProgress<FetchProgress>? progress)
    {
        lock (_gate)
        {
            if (!_running.TryGetValue(key, out var running))
            {
                var stop = new CancellationTokenSource();
                var tracker = new FetchTracker(time);
                tracker.Listen(progress);
                running = new Running(tracker, stop, Task.Run(() => fetch(tracker, stop.Token), CancellationToken.None));
                _running.Add(key, running);
            }
            else
            {
                running.Tracker.Listen(progress);
            }

            running.Waiting++;
            return running;
        }
    }

    private void Leave(string key, Running running, IProgress<FetchProgress>? progress)
    {
        running.Tracker.StopListening(progress);
        lock (_gate)
        {
            // A newcomer must not join work that is over or about to be cancelled.
            if (--running.Waiting == 0 || running.Work.IsCompleted)
            {
                if (_running.GetValueOrDefault(key) == running)
                {
                    _running.Remove(key);
                }
            }

            if (running.Waiting == 0 && !running.Work.IsCompleted)
            {
                running.Stop.Cancel();
            }
        }
    }

    private sealed class Running(FetchTracker tracker, CancellationTokenSource stop, Task<StoredModel> work)
    {
        internal FetchTracker Tracker { get; } = tracker;

        internal CancellationTokenSource Stop { get; } = stop;

        internal Task<StoredModel> Work { get; } = work;

        internal int Waiting { get; set; }
    }
}
