using System.Collections.Concurrent;
using System.Collections.Immutable;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// The objects of an informer by what they belong to, so that nobody has to go through all of them for the few of one owner. Whoever subscribes to the informer after
/// this was made finds a change in here when it is told of it.
/// </summary>
public sealed class InformerIndex<T>
    where T : Resource
{
    private readonly ConcurrentDictionary<NamespacedName, ImmutableDictionary<NamespacedName, T>> _groups = new();
    private readonly Func<T, NamespacedName> _owner;

    /// <param name="informer">What it is about, for as long as that lives.</param>
    /// <param name="owner">What an object belongs to.</param>
    public InformerIndex(Informer<T> informer, Func<T, NamespacedName> owner)
    {
        _owner = owner;
        informer.Subscribe(Apply);
    }

    /// <summary>What belongs to it, in no particular order.</summary>
    public IEnumerable<T> Of(NamespacedName owner) => _groups.TryGetValue(owner, out var group) ? group.Values : [];

    // One at a time, as every subscriber is told.
    private void Apply(InformerEvent<T> change)
    {
        var (key, owner) = (NamespacedName.Of(change.Object), _owner(change.Object));
        if (change.Old is { } old && _owner(old) is var former && (former != owner || change.Type == WatchEventType.Deleted))
        {
            Remove(former, key);
        }

        if (change.Type != WatchEventType.Deleted)
        {
            _groups[owner] = _groups.GetValueOrDefault(owner, ImmutableDictionary<NamespacedName, T>.Empty).SetItem(key, change.Object);
        }
    }

    private void Remove(NamespacedName owner, NamespacedName key)
    {
        var rest = _groups[owner].Remove(key);
        if (rest.IsEmpty)
        {
            _groups.TryRemove(owner, out _);
        }
        else
        {
            _groups[owner] = rest;
        }
    }
}
