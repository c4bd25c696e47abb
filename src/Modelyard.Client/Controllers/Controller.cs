using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelyard.Api;

namespace Modelyard.Client;

/// <summary>
/// Brings the world in line with the objects of one kind. Subclasses say how for one key; when and how often is decided here:
/// on every change, never twice at once for one key, and again with growing pauses after a failure.
/// </summary>
public abstract partial class Controller<T>(Informer<T> informer, TimeProvider time, ILogger logger, int workers = 2) : BackgroundService
    where T : Resource
{
    private readonly ConcurrentDictionary<NamespacedName, int> _failures = new();
    private WorkQueue<NamespacedName> _queue = new(time);

    /// <summary>The objects, as last seen. Shared: never change them.</summary>
    protected Informer<T> Informer => informer;

    /// <summary>Asks for a reconciliation of <paramref name="key"/>; use it when something the object depends on changed.</summary>
    public void Enqueue(NamespacedName key) => _queue.Add(key);

    /// <summary>Brings the world in line with the object of this key as it is now; it may be gone.</summary>
    protected abstract Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken);

    /// <summary>Called at each start, before the first reconciliation: wait for further informers here, subscribe to owned kinds.</summary>
    /// <returns>What is subscribed to; given up when the controller stops.</returns>
    protected virtual Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<IDisposable>>([]);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await informer.WaitForSyncAsync(stoppingToken);
        var owned = await StartingAsync(stoppingToken);
        using var subscription = informer.Subscribe(change => Enqueue(NamespacedName.Of(change.Object)));
        try
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(stoppingToken)));
        }
        finally
        {
            foreach (var one in owned)
            {
                one.Dispose();
            }

            // What still waits is found again by the next start, which looks at everything.
            var ended = Interlocked.Exchange(ref _queue, new WorkQueue<NamespacedName>(time));
            ended.Dispose();
            _failures.Clear();
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            NamespacedName key;
            try
            {
                key = await _queue.TakeAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                Settle(key, await ReconcileAsync(key, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StatusException e) when (e.IsConflict)
            {
                // Someone else wrote first: the watch brings the newer object in a moment.
                _queue.AddAfter(key, TimeSpan.FromMilliseconds(50));
            }
            catch (Exception e)
            {
                Log.Failed(logger, typeof(T).Name, key, e);
                Settle(key, ReconcileResult.Failed(e.Message));
            }
            finally
            {
                _queue.Done(key);
            }
        }
    }

    private void Settle(NamespacedName key, ReconcileResult result)
    {
        if (result.Failure is null)
        {
            _failures.TryRemove(key, out _);
            if (result.After is { } delay)
            {
                _queue.AddAfter(key, delay);
            }

            return;
        }

        var failures = _failures.AddOrUpdate(key, 1, static (_, n) => n + 1);
        _queue.AddAfter(key, Backoff.Exponential(failures));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Reconciling {Kind} {Key} failed; it is tried again.")]
        public static partial void Failed(ILogger logger, string kind, NamespacedName key, Exception exception);
    }
}
