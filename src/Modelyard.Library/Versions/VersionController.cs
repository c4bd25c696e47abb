using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Takes each version through the steps, one after the other, as far as it comes.</summary>
internal sealed class VersionController(
    Informer<ModelVersion> versions,
    IEnumerable<IVersionStep> steps,
    VersionFetch fetch,
    IResourceClient client,
    TimeProvider time,
    ILogger<VersionController> logger) : Controller<ModelVersion>(versions, time, logger, LongWork.Workers), IVersionQueue
{
    // No version: the work that is left when some are gone.
    private static readonly NamespacedName Removal = new("", "");

    private readonly IReadOnlyList<IVersionStep> _steps = [.. steps];
    private readonly TimeProvider _time = time;

    // Of those that are at it: what ends it when the version goes.
    private readonly ConcurrentDictionary<NamespacedName, CancellationTokenSource> _underWay = new();

    /// <inheritdoc/>
    public void EnqueueWhere(Predicate<ModelVersion> versions)
    {
        foreach (var version in Informer.List().Where(v => versions(v)))
        {
            Enqueue(NamespacedName.Of(version));
        }
    }

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        var followed = new List<IDisposable>(await fetch.ReleaseAllButAsync(Informer.List(), cancellationToken))
        {
            Informer.Subscribe(change =>
            {
                var isGone = change.Type == WatchEventType.Deleted;
                if ((isGone || change.Object.Metadata.DeletionTimestamp is not null) && _underWay.TryGetValue(NamespacedName.Of(change.Object), out var passage))
                {
                    // Elsewhere: what it calls back would hold up everybody who follows the versions.
                    _ = passage.CancelAsync();
                }

                if (isGone)
                {
                    fetch.Release(change.Object);
                    Enqueue(Removal);
                }
            }),
        };
        Enqueue(Removal);
        foreach (var step in _steps)
        {
            followed.AddRange(await step.FollowAsync(this, cancellationToken));
        }

        return followed;
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        if (key == Removal)
        {
            return fetch.RemoveUnwanted() is { } next ? Later(next) : ReconcileResult.Done;
        }

        // Not disposed: who hears that the version goes may cancel it at any moment.
        var gone = new CancellationTokenSource();
        await using var stop = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), gone);
        _underWay[key] = gone;
        try
        {
            return await PassAsync(key, gone.Token);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Should it be another one of the same name by now, its coming has put it into the queue.
            return ReconcileResult.Done;
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    private async Task<ReconcileResult> PassAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var version = await client.TryGetAsync<ModelVersion>(key, cancellationToken);
        if (version is null || version.Metadata.DeletionTimestamp is not null)
        {
            return ReconcileResult.Done;
        }

        var passage = new VersionPassage(version);
        try
        {
            foreach (var step in _steps)
            {
                await step.RunAsync(passage, cancellationToken);
                if (passage.IsStopped)
                {
                    break;
                }
            }
        }
        finally
        {
            passage.End();
            if (fetch.HasUnwanted)
            {
                // It may have been deleted while it was fetched.
                Enqueue(Removal);
            }
        }

        return passage.NextLook is { } at ? Later(at) : ReconcileResult.Done;
    }

    private ReconcileResult Later(DateTimeOffset at) => ReconcileResult.RequeueAfter(TimeSpan.FromTicks(Math.Max(0, (at - _time.GetUtcNow()).Ticks)));
}
