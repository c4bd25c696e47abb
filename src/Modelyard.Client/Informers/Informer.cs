using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// A local copy of all objects of a kind, kept current by list and watch. What readers get from it is shared: treat it as immutable.
/// </summary>
/// <remarks>
/// A lost watch resumes from the last revision seen; one that expired, or that the server has never heard of because its data went back to
/// an earlier state, lists again and works out what was missed, deletions included. While the API cannot be reached the last copy stays.
/// </remarks>
public sealed partial class Informer<T>(IResourceClient client, ListOptions options, TimeProvider time, ILogger<Informer<T>> logger)
    where T : Resource
{
    // Watches that started together must not all start again together.
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromMinutes(10);

    // How much later than it was asked to a server may end a watch. After that nobody is there any more: a connection that died without a
    // word looks like one on which nothing happens.
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(30);

    // A watch that lasted so long worked, whether or not there was something to tell.
    private static readonly TimeSpan WorkingWatch = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<NamespacedName, T> _items = new();
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Action<InformerEvent<T>>? _subscribers;
    private string? _revision;

    /// <summary>Whether the first list has arrived.</summary>
    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    /// <summary>Completes once the first list has arrived.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <summary>The object, or null.</summary>
    public T? Get(NamespacedName name) => _items.GetValueOrDefault(name);

    /// <summary>All objects, in no particular order.</summary>
    public IReadOnlyCollection<T> List() => (IReadOnlyCollection<T>)_items.Values;

    /// <summary>
    /// Calls <paramref name="subscriber"/> for every object there is now and for every later change, one at a time. It must be quick:
    /// put the key into a queue.
    /// </summary>
    public IDisposable Subscribe(Action<InformerEvent<T>> subscriber)
    {
        lock (_gate)
        {
            foreach (var item in _items.Values)
            {
                subscriber(new InformerEvent<T>(WatchEventType.Added, item, null));
            }

            _subscribers += subscriber;
        }

        return new Subscription(this, subscriber);
    }

    /// <summary>Keeps the copy current until cancelled. Run it once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var failures = 0; !cancellationToken.IsCancellationRequested;)
        {
            var started = time.GetTimestamp();
            var (received, broke) = (0L, false);
            try
            {
                if (_revision is null)
                {
                    await ListAsync(cancellationToken);
                }

                await foreach (var change in WatchAsync(cancellationToken))
                {
                    received++;
                    Apply(change);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (StatusException e) when (_revision is not null && (e.IsExpired || e.IsUnknownRevision))
            {
                Log.Expired(logger, typeof(T).Name, _revision, e.Message);
                (_revision, broke) = (null, true);
            }
            catch (Exception e) when (e is HttpRequestException or StatusException or IOException)
            {
                broke = true;
                Log.Interrupted(logger, typeof(T).Name, failures + 1, e.Message);
            }

            var worked = received > 0 || time.GetElapsedTime(started) >= WorkingWatch;
            failures = worked ? 0 : failures;
            if (broke || !worked)
            {
                // Whoever starts again at once, and finds again at once that it does not work, is a burden to a server in trouble.
                failures++;
                await Task.Delay(Backoff.Exponential(failures), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListAsync<T>(options with { ResourceVersion = null }, cancellationToken);
        var present = new HashSet<NamespacedName>(list.Items.Count);
        foreach (var item in list.Items)
        {
            present.Add(NamespacedName.Of(item));
            Apply(WatchEventType.Added, item);
        }

        foreach (var (key, item) in _items)
        {
            if (!present.Contains(key))
            {
                Apply(WatchEventType.Deleted, item);
            }
        }

        _revision = list.Metadata.ResourceVersion;
        _synced.TrySetResult();
    }

    private async IAsyncEnumerable<WatchEvent<T>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = ShortestWatch + ((LongestWatch - ShortestWatch) * Random.Shared.NextDouble());
        using var watchdog = new CancellationTokenSource(asked + Lateness, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, watchdog.Token);
        await using var changes = client.WatchAsync<T>(options with { ResourceVersion = _revision, Timeout = asked }, either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync())
        {
            yield return changes.Current;
        }

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await changes.MoveNextAsync();
            }
            catch (OperationCanceledException) when (watchdog.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // A new watch starts where this one stopped.
                return false;
            }
        }
    }

    private void Apply(WatchEvent<T> change)
    {
        if (change.Type != WatchEventType.Bookmark)
        {
            Apply(change.Type, change.Object);
        }

        _revision = change.Object.Metadata.ResourceVersion;
    }

    private void Apply(WatchEventType type, T item)
    {
        lock (_gate)
        {
            var key = NamespacedName.Of(item);
            var old = _items.GetValueOrDefault(key);
            if (type == WatchEventType.Deleted)
            {
                if (_items.TryRemove(key, out _))
                {
                    _subscribers?.Invoke(new InformerEvent<T>(WatchEventType.Deleted, item, old));
                }

                return;
            }

            if (old is not null && old.Metadata.ResourceVersion == item.Metadata.ResourceVersion)
            {
                return;
            }

            _items[key] = item;
            _subscribers?.Invoke(new InformerEvent<T>(old is null ? WatchEventType.Added : WatchEventType.Modified, item, old));
        }
    }

    private sealed class Subscription(Informer<T> informer, Action<InformerEvent<T>> subscriber) : IDisposable
    {
        public void Dispose()
        {
            lock (informer._gate)
            {
                informer._subscribers -= subscriber;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The watch of {Kind} cannot go on at revision {Revision}; listing again: {Reason}")]
        public static partial void Expired(ILogger logger, string kind, string? revision, string reason);

        [LoggerMessage(LogLevel.Warning, "The watch of {Kind} was interrupted ({Failures} in a row): {Reason}")]
        public static partial void Interrupted(ILogger logger, string kind, int failures, string reason);
    }
}
