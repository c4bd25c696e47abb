using System.Collections.Concurrent;

namespace Modelyard.Storage.Tests;

/// <summary>
/// The calls of concurrent clients. It is linearizable when all of them can be put in one order that agrees with what each was told and
/// with which was over before which began. The writes are told their place in that order, so only one for each read has to be found.
/// </summary>
internal sealed class History(long first)
{
    private readonly ConcurrentQueue<Operation> _operations = new();
    private long _clock;

    public IReadOnlyList<Operation> Operations => [.. _operations];

    public async Task RecordAsync(ResourceKey key, Func<Task<Outcome>> call)
    {
        var begun = Interlocked.Increment(ref _clock);
        var outcome = await call();
        _operations.Enqueue(new Operation(begun, Interlocked.Increment(ref _clock), key, outcome));
    }

    public void Add(Operation operation) => _operations.Enqueue(operation);

    /// <summary>Null when it is linearizable; otherwise what contradicts.</summary>
    public string? FindContradiction()
    {
        var writes = Operations.Where(o => o.Outcome is Outcome.Written).OrderBy(RevisionOf).ToList();
        return FindInWrites(writes) ?? FindInReads(writes);
    }

    private static long RevisionOf(Operation operation) => ((Outcome.Written)operation.Outcome).Revision;

    private string? FindInWrites(List<Operation> writes)
    {
        var keys = new Dictionary<ResourceKey, long>();
        var latestBegin = 0L;
        for (var i = 0; i < writes.Count; i++)
        {
            var (write, outcome) = (writes[i], (Outcome.Written)writes[i].Outcome);
            if (outcome.Revision != first + 1 + i)
            {
                return $"revision {first + 1 + i} was taken by nobody, or twice: {write}";
            }

            if (keys.GetValueOrDefault(write.Key) is var before && before != outcome.Expected)
            {
                return $"the key was at {before}: {write}";
            }

            if (write.Ended < latestBegin)
            {
                return $"was over before one with a lower revision began: {write}";
            }

            latestBegin = Math.Max(latestBegin, write.Begun);
            keys[write.Key] = outcome.Type == ChangeType.Deleted ? 0 : outcome.Revision;
        }

        return null;
    }

    /// <summary>Gives each read the earliest place it can have; if there is none for one, there is no order.</summary>
    private string? FindInReads(List<Operation> writes)
    {
        var placed = new List<(long Ended, long Place)>();
        foreach (var read in Operations.Where(o => o.Outcome is not Outcome.Written).OrderBy(o => o.Begun))
        {
            var earliest = writes.Where(w => w.Ended < read.Begun).Select(RevisionOf)
                .Concat(placed.Where(p => p.Ended < read.Begun).Select(p => p.Place))
                .Append(first).Max();
            var latest = writes.Where(w => w.Begun > read.Ended).Select(w => RevisionOf(w) - 1).Append(first + writes.Count).Min();
            var place = earliest;
            while (place <= latest && !Agrees(read, writes, place))
            {
                place++;
            }

            if (place > latest)
            {
                return $"nothing between revisions {earliest} and {latest} looks like this: {read}";
            }

            placed.Add((read.Ended, place));
        }

        return null;
    }

    private bool Agrees(Operation read, List<Operation> writes, long place) => read.Outcome switch
    {
        Outcome.Saw saw => StateAt(writes, read.Key, place) == saw.Revision,
        Outcome.SawSome => StateAt(writes, read.Key, place) != 0,
        Outcome.SawAll all => all.At == place
            && writes.Select(w => w.Key).Concat(all.Keys.Keys).Distinct().All(k => StateAt(writes, k, place) == all.Keys.GetValueOrDefault(k)),
        _ => false,
    };

    private long StateAt(List<Operation> writes, ResourceKey key, long place)
    {
        for (var i = place - first - 1; i >= 0; i--)
        {
            if (writes[(int)i].Key == key)
            {
                var outcome = (Outcome.Written)writes[(int)i].Outcome;
                return outcome.Type == ChangeType.Deleted ? 0 : outcome.Revision;
            }
        }

        return 0;
    }
}
