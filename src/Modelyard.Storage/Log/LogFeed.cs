using System.Threading.Channels;

namespace Modelyard.Storage;

/// <summary>
/// What this process knows of the log, in order and without a gap, and the watches that are told. Changes come from its own writer and,
/// where other processes write as well, from whoever reads theirs; each change is passed on once, whoever brings it first.
/// </summary>
internal sealed class LogFeed(long revision, int capacity, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Broadcaster _prompt = new(capacity);
    private readonly PacedBroadcaster _paced = new(revision, capacity, time);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _revision = revision;

    /// <summary>The newest revision this process knows of.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Has something to read when the log may have moved on without this feed.</summary>
    public ChannelReader<bool> News => _news.Reader;

    /// <summary>From now on the subscription is offered all changes after the revision returned, and only those.</summary>
    public (Subscription Subscription, long Revision) Subscribe(WatchQuery query)
    {
        lock (_gate)
        {
            return (query.Paced ? _paced.Subscribe(query.Collection, query.Namespace) : _prompt.Subscribe(query.Collection, query.Namespace), _revision);
        }
    }

    /// <summary>Every change up to this revision has been offered to such a watch.</summary>
    public long Offered(bool paced) => paced ? _paced.Revision : Revision;

    /// <summary>Passes on <paramref name="changes"/>, which are all there are after <paramref name="from"/> up to the last of them.</summary>
    public void Advance(long from, IReadOnlyList<StoreChange> changes)
    {
        lock (_gate)
        {
            var last = changes[^1].Revision;
            if (from > _revision)
            {
                // Another process has written in between: its changes come first.
                ReportNews();
            }
            else if (last > _revision)
            {
                var fresh = from == _revision ? changes : [.. changes.Where(c => c.Revision > _revision)];
                _prompt.Publish(fresh);
                _paced.Publish(fresh);
                Volatile.Write(ref _revision, last);
            }
        }
    }

    /// <summary>Ends every watch and goes on from another place of the log.</summary>
    public void Restart(long revision, StoreException reason)
    {
        lock (_gate)
        {
            _prompt.Close(reason);
            _paced.Restart(revision, reason);
            Volatile.Write(ref _revision, revision);
        }
    }

    public void ReportNews() => _news.Writer.TryWrite(true);

    /// <summary>Ends every watch: the store closes.</summary>
    public void Close(StoreException reason) => Restart(Revision, reason);

    public void Dispose() => _paced.Dispose();
}
