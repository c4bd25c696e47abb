namespace Modelyard.Storage;

/// <summary>Reads what other processes wrote to the log and passes it on: when something was announced, and from time to time anyway.</summary>
internal sealed class LogFollower : IAsyncDisposable
{
    private const int Page = 500;

    private static readonly WatchQuery Everything = new(null, 0);

    private readonly ILogReader _log;
    private readonly LogFeed _feed;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    public LogFollower(ILogReader log, LogFeed feed, TimeSpan interval, TimeProvider time)
    {
        (_log, _feed, _interval, _time) = (log, feed, interval, time);
        _running = RunAsync(_stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(stopping);
                while (await AdvanceAsync(stopping))
                {
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (StoreException error) when (error.IsTransient)
            {
                // Nothing can have been missed that is not found when the database answers again.
            }
            catch (Exception error)
            {
                // Whoever watches must hear of it, rather than wait for what will not come.
                _feed.Restart(_feed.Revision, error as StoreException ?? new StoreUnavailableException($"the log cannot be followed: {error.Message}", error));
            }
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_interval, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            await _feed.News.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // Nothing was announced for a while: time to look.
        }
    }

    /// <summary>False when there is no more to read.</summary>
    private async Task<bool> AdvanceAsync(CancellationToken stopping)
    {
        var known = _feed.Revision;
        var (head, changes) = await _log.ChangesAsync(Everything, known, long.MaxValue, Page, stopping);
        if (head.Revision < known)
        {
            _feed.Restart(head.Revision, new StoreUnavailableException(
                $"the database has gone back from revision {known} to {head.Revision}, as when a backup is restored: read everything again"));
        }
        else if (head.Compacted > known)
        {
            _feed.Restart(head.Revision, new CompactedException(known, head.Compacted));
        }
        else if (changes.Count > 0 && changes[^1].Revision != known + changes.Count)
        {
            throw new StoreUnusableException($"revisions after {known} are missing from the log; restore the database from a backup");
        }
        else if (changes.Count > 0)
        {
            _feed.Advance(known, changes);
        }

        return changes.Count == Page;
    }
}
