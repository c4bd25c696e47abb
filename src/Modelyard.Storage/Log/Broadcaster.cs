using System.Collections.Immutable;

namespace Modelyard.Storage;

/// <summary>Hands each change to every watch it concerns, without ever waiting for one of them.</summary>
internal sealed class Broadcaster(int capacity)
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>How many watches the change concerns.</summary>
    public int Concerned(StoreChange change)
    {
        var count = 0;
        foreach (var subscription in _subscriptions)
        {
            count += subscription.Concerns(change) ? 1 : 0;
        }

        return count;
    }

    public Subscription Subscribe(string? collection, string? @namespace)
    {
        var subscription = new Subscription(this, collection, @namespace, capacity);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Add(one), subscription);
        return subscription;
    }

    public void Publish(IReadOnlyList<StoreChange> changes)
    {
        foreach (var subscription in _subscriptions)
        {
            foreach (var change in changes)
            {
                subscription.Offer(change);
            }
        }
    }

    /// <summary>Ends every watch, for instance because the store closes.</summary>
    public void Close(Exception reason)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Close(reason);
        }
    }

    internal void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Remove(one), subscription);
}
