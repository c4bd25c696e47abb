using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// A local copy of all objects of a kind, kept current by list and watch. What readers get from it is shared: treat it as immutable.
/// </summary>
/// <remarks>
/// A lost watch resumes from the last revision seen; an expired one lists again and works out what was missed, deletions included.
/// While the API cannot be reached the last copy stays.
/// </remarks>
public sealed partial class Informer<T>(IResourceClient client, ListOptions options, TimeProvider time, ILogger<Informer<T>> logger)
    where T : Resource
{
    // A connection that died without a word would look like a quiet one for ever; a fresh watch costs next to nothing.
    private static readonly TimeSpan MaxWatch = TimeSpan.FromMinutes(9.5);

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
            try
            {
                if (_revision is null)
                {
                    await ListAsync(cancellationToken);
                }

                failures = 0;
                await WatchAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (StatusException e) when (e.IsExpired)
            {
                Log.Expired(logger, typeof(T).Name, _revision);
                _revision = null;
            }
            catch (Exception e) when (e is HttpRequestException or StatusException or IOException or OperationCanceledException)
            {
                failures++;
                Log.Interrupted(logger, typeof(T).Name, failures, e.Message);
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

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var watchdog = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var expiry = time.CreateTimer(static cts => ((CancellationTokenSource)cts!).Cancel(), watchdog, MaxWatch, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var change in client.WatchAsync<T>(options with { ResourceVersion = _revision }, watchdog.Token))
            {
                if (change.Type != WatchEventType.Bookmark)
                {
                    Apply(change.Type, change.Object);
                }

                _revision = change.Object.Metadata.ResourceVersion;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The watchdog: start a new watch where this one stopped.
        }
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
        [LoggerMessage(LogLevel.Debug, "The watch of {Kind} fell behind at revision {Revision}; listing again.")]
        public static partial void Expired(ILogger logger, string kind, string? revision);

        [LoggerMessage(LogLevel.Warning, "The watch of {Kind} was interrupted ({Failures} in a row): {Reason}")]
        public static partial void Interrupted(ILogger logger, string kind, int failures, string reason);
    }
}
