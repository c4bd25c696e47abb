using System.Threading.Channels;

namespace Modelyard.Storage;

/// <summary>The changes one watch has not read yet: bounded, and closed rather than thinned out when full.</summary>
internal sealed class Subscription(Broadcaster owner, string? collection, string? @namespace, int capacity) : IDisposable
{
    private readonly Channel<StoreChange> _pending = Channel.CreateBounded<StoreChange>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });

    public ChannelReader<StoreChange> Pending => _pending.Reader;

    public bool Concerns(StoreChange change) =>
        (collection is null || change.Key.Collection == collection) && (@namespace is null || change.Key.Namespace == @namespace);

    public void Offer(StoreChange change)
    {
        if (Concerns(change) && !_pending.Writer.TryWrite(change))
        {
            _pending.Writer.TryComplete(new WatchLaggedException(capacity));
            owner.Remove(this);
        }
    }

    public void Close(Exception reason) => _pending.Writer.TryComplete(reason);

    public void Dispose() => owner.Remove(this);
}
