using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>
/// The one writer. Writes that arrive while the disk is busy share the next commit, so that one flush serves many; a caller
/// hears of success only after its commit is on disk, and of changes only after that.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MaximumBatch = 256;
    private const int CompactionStep = 2000;

    private readonly BlockingCollection<PendingWrite> _queue = new(new ConcurrentQueue<PendingWrite>(), boundedCapacity: 4096);
    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly Action<IReadOnlyList<StoreChange>> _committed;
    private readonly Action<long> _compacting;
    private readonly LatestRow _latest;
    private readonly PreparedStatement _append;
    private readonly Thread _thread;
    private long _revision;

    public SqliteWriter(
        SqliteConnection connection, string path, long revision, Action<IReadOnlyList<StoreChange>> committed, Action<long> compacting)
    {
        _connection = connection;
        _path = path;
        _revision = revision;
        _committed = committed;
        _compacting = compacting;
        _latest = new LatestRow(connection);
        _append = new PreparedStatement(connection, """
            insert into log (revision, collection, namespace, name, previous, deleted, document)
            values ($revision, $collection, $namespace, $name, $previous, $deleted, $document)
            """, "$revision", "$collection", "$namespace", "$name", "$previous", "$deleted", "$document");

        // A thread of its own: flushing blocks, and the thread pool of a small machine has few threads to block.
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
            throw new StoreUnavailableException($"{_path}: the store is closing");
        }
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _latest.Dispose();
        _append.Dispose();
        _connection.Dispose();
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

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<PendingWrite> batch)
    {
        var changes = new List<StoreChange>(batch.Count);
        var settled = new List<PendingWrite>(batch.Count);
        var before = _revision;
        try
        {
            SqliteSchema.Execute(_connection, "begin immediate");
            foreach (var write in batch.Where(w => !w.TryCancel()))
            {
                try
                {
                    Apply(write, changes);
                }
                catch (StoreException refusal)
                {
                    // Told only after the commit: it may rest on a write of this very batch, which nobody can read yet.
                    write.Refusal = refusal;
                }

                settled.Add(write);
            }

            SqliteSchema.Execute(_connection, "commit");
        }
        catch (SqliteException error)
        {
            _revision = before;
            Abandon(batch, SqliteErrors.Translate(error, _path));
            return;
        }

        if (changes.Count > 0)
        {
            _committed(changes);
        }

        settled.ForEach(static write => write.Settle());
    }

    private void Abandon(List<PendingWrite> batch, StoreException reason)
    {
        try
        {
            SqliteSchema.Execute(_connection, "rollback");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already, as it does when the disk is full.
        }

        batch.ForEach(write => write.Fail(reason));
    }

    private void Apply(PendingWrite write, List<StoreChange> changes)
    {
        if (write.Type == WriteType.Compact)
        {
            write.Result = Compact(write.Revision);
            return;
        }

        var current = _latest.Find(write.Key);
        var type = write.Type switch
        {
            WriteType.Create when current is not null => throw new KeyExistsException(write.Key),
            WriteType.Create => ChangeType.Created,
            _ when current is null => throw new KeyNotFoundInStoreException(write.Key),
            _ when current.Revision != write.Revision => throw new RevisionConflictException(write.Key, write.Revision, current.Revision),
            WriteType.Update => ChangeType.Updated,
            _ => ChangeType.Deleted,
        };

        var revision = _revision + 1;
        _append.Execute(revision, write.Key.Collection, write.Key.Namespace, write.Key.Name,
            current?.Revision ?? 0, type == ChangeType.Deleted ? 1 : 0, write.Document);
        _revision = revision;
        write.Result = revision;
        changes.Add(new StoreChange(type, write.Key, revision, write.Document ?? default(ReadOnlyMemory<byte>), current?.Document ?? default));
    }

    /// <summary>Removes a bounded number of superseded rows, so that a long history does not hold up other writes.</summary>
    /// <returns>How many were removed: the caller repeats until none are.</returns>
    private int Compact(long revision)
    {
        // Announced first: a reader that finds rows missing must also find the mark that explains it.
        _compacting(revision);
        using var command = _connection.CreateCommand();
        command.CommandText = """
            update compaction set revision = max(revision, $revision);
            delete from log where revision in (
                select l.revision from log as l
                where l.revision <= $revision
                  and (l.deleted = 1 or exists (
                      select 1 from log as k
                      where k.collection = l.collection and k.namespace = l.namespace and k.name = l.name
                        and k.revision > l.revision and k.revision <= $revision))
                order by l.revision   -- a removal must not go before what it removed, or that would come back
                limit $limit);
            select changes();
            """;
        command.Parameters.AddWithValue("$revision", revision);
        command.Parameters.AddWithValue("$limit", CompactionStep);
        return (int)(long)command.ExecuteScalar()!;
    }
}
