using System.Collections.Concurrent;

namespace Modelyard.Storage;

/// <summary>
/// The one writer of a process. Writes that arrive while the database is busy share the next commit, so that one flush serves many; a
/// caller hears of success only after its commit is durable, and watches of changes only after that.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private const int MaximumBatch = 256;

    // Bounded, so that a long history does not hold up other writes.
    private const int CompactionStep = 2000;
    private const int PruningStep = 5000;

    private readonly BlockingCollection<PendingWrite> _queue = new(new ConcurrentQueue<PendingWrite>(), boundedCapacity: 4096);
    private readonly ILogDatabase _database;
    private readonly LogFeed _feed;
    private readonly TrailKey? _trail;
    private readonly TimeProvider _time;
    private readonly Thread _thread;

    public LogWriter(ILogDatabase database, LogFeed feed, TrailKey? trail, TimeProvider time)
    {
        (_database, _feed, _trail, _time) = (database, feed, trail, time);

        // A thread of its own: commits block, and the thread pool of a small machine has few threads to block.
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    public Task<long> EnqueueAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        try
        {
            _queue.Add(write, cancellationToken);
            return write.Outcome;
        }
        catch (InvalidOperationException)
        {
            throw new StoreUnavailableException($"{_database.Name}: the store is closing");
        }
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingWrite>(MaximumBatch);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MaximumBatch && _queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            batch.RemoveAll(static write => write.TryCancel());
            if (batch.Count > 0)
            {
                Commit(batch);
                batch.Clear();
            }
        }
    }

    private void Commit(List<PendingWrite> batch)
    {
        var appender = _database.Appender;
        LogState state;
        WritePlan plan;
        try
        {
            state = appender.Begin([.. batch.Where(w => w.HasKey).Select(w => w.Key).Distinct()]);
            var trail = _trail is null ? null : new TrailPlan(state.Trail!, _trail, _time);
            plan = new WritePlan(state, trail);
            foreach (var write in batch)
            {
                Add(write, plan, appender);
            }

            appender.Append(plan.Entries, trail?.Addition);
            appender.Commit();
        }
        catch (Exception error)
        {
            // What a driver did not expect must not end the process; and whoever waits for this batch must hear of it.
            appender.Rollback();
            var reason = error as StoreException
                ?? new WriteUncertainException($"{_database.Name}: the write failed in a way nobody expected ({error.Message}): read before trying again", error);
            batch.ForEach(write => write.Fail(reason));
            return;
        }

        if (plan.Entries.Count > 0)
        {
            _feed.Advance(state.Revision, [.. plan.Entries.Select(e => e.Change)]);
        }

        // Refusals as well only now: they may rest on a write of this very batch, which nobody could read before.
        batch.ForEach(static write => write.Settle());
    }

    private static void Add(PendingWrite write, WritePlan plan, ILogAppender appender)
    {
        switch (write.Type)
        {
            case WriteType.Compact:
                write.Result = appender.Compact(write.Revision, CompactionStep);
                break;
            case WriteType.Record:
                plan.Record(write);
                break;
            case WriteType.Prune:
                write.Result = appender.PruneTrail(DateTimeOffset.FromUnixTimeMilliseconds(write.Revision), PruningStep);
                if (write.Result > 0)
                {
                    plan.Record(write, write.Result);
                }

                break;
            case WriteType.Maintain:
                write.Result = write.Work!();
                break;
            default:
                plan.Add(write);
                break;
        }
    }
}
