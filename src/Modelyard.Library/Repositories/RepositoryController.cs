using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>
/// Looks through sources and makes a ModelVersion of whatever the rules take and the library does not have yet. What becomes of it then is the
/// business of <see cref="VersionController"/>.
/// </summary>
internal sealed partial class RepositoryController(
    Informer<ModelRepository> repositories,
    Informer<ModelVersion> versions,
    IResourceClient client,
    RepositoryPlanner planner,
    TimeProvider time,
    ILogger<RepositoryController> logger) : Controller<ModelRepository>(repositories, time, logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = time;
    private readonly LibraryWriter _writer = new(client, versions);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await versions.WaitForSyncAsync(cancellationToken);
        return [];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var repository = await client.TryGetAsync<ModelRepository>(key, cancellationToken);
        if (repository is null || repository.Metadata.DeletionTimestamp is not null)
        {
            return ReconcileResult.Done;
        }

        var status = repository.Status ?? new ModelRepositoryStatus();
        var request = repository.Metadata.Annotations?.GetValueOrDefault(LibraryNames.SyncRequestAnnotation);
        CronSchedule? schedule;
        try
        {
            schedule = repository.Spec.Schedule is { } cron ? CronSchedule.Parse(cron) : null;
        }
        catch (FormatException e)
        {
            return await WriteAsync(repository, status, null, (false, "InvalidSchedule", e.Message), cancellationToken);
        }

        if (repository.Spec.Suspend == true)
        {
            return await WriteAsync(repository, status, null, (false, "Suspended", "spec.suspend is set: the source is not looked at."), cancellationToken);
        }

        var isDue = status.ObservedGeneration != repository.Metadata.Generation || status.LastRequest != request || status.NextSyncTime <= _time.GetUtcNow();
        if (!isDue)
        {
            return status.NextSyncTime is { } next ? ReconcileResult.RequeueAfter(next - _time.GetUtcNow()) : ReconcileResult.Done;
        }

        return await SyncAsync(repository, status, request, schedule, cancellationToken);
    }

    private async Task<ReconcileResult> SyncAsync(
        ModelRepository repository, ModelRepositoryStatus status, string? request, CronSchedule? schedule, CancellationToken cancellationToken)
    {
        try
        {
            var outcomes = await planner.PlanAsync(repository.Spec, repository.Metadata.Namespace!, cancellationToken);
            var selected = outcomes.Where(o => o.IsIncluded).ToList();
            var intake = await _writer.BringInAsync(repository, selected, cancellationToken);
            intake.Problems.AddRange(_writer.Refused(repository, outcomes));
            await _writer.LetGoAsync(repository, outcomes.Where(o => o.IsIncluded || o.IsUndecided), cancellationToken);
            status = new ModelRepositoryStatus
            {
                LastSyncTime = _time.GetUtcNow(),
                LastRequest = request,
                Found = outcomes.Count,
                Selected = selected.Count,
                Offered = intake.Offered.Count > 0 ? intake.Offered : null,
                Problems = intake.Problems.Count > 0 ? intake.Problems : null,
            };
            Log.Synced(logger, NamespacedName.Of(repository), outcomes.Count, selected.Count);
            return await WriteAsync(repository, status, schedule, (true, "Synced", Summary(intake.Problems)), cancellationToken);
        }
        catch (RepositoryException e)
        {
            status.LastRequest = request;
            return await WriteAsync(repository, status, schedule, (false, e.Reason, e.Message), cancellationToken, e.Reason.Contains("Secret", StringComparison.Ordinal) ? RetryAfter : null);
        }
        catch (FetchException e)
        {
            status.LastRequest = request;

            // A source that asks to be left alone for longer is.
            return await WriteAsync(repository, status, schedule, (false, e.Reason.ToString(), e.Message), cancellationToken, e.RetryAfter > RetryAfter ? e.RetryAfter : RetryAfter);
        }
    }

    private static string? Summary(List<RepositoryProblem> problems) => problems switch
    {
        [] => null,
        [var only] => $"{only.Repository}:{only.Version}: {only.Message}.",
        [var first, ..] => $"{first.Repository}:{first.Version}: {first.Message}. There are {problems.Count - 1} more in status.problems.",
    };

    private async Task<ReconcileResult> WriteAsync(
        ModelRepository repository,
        ModelRepositoryStatus status,
        CronSchedule? schedule,
        (bool IsReady, string Reason, string? Message) ready,
        CancellationToken cancellationToken,
        TimeSpan? retryAfter = null)
    {
        var now = _time.GetUtcNow();
        var conditions = new Conditions(repository.Status?.Conditions, now);
        conditions.Set("Ready", ready.IsReady, ready.Reason, ready.Message);
        var next = retryAfter is { } pause ? now + pause : schedule?.After(now);
        var written = new ModelRepositoryStatus
        {
            ObservedGeneration = repository.Metadata.Generation,
            LastSyncTime = status.LastSyncTime,
            NextSyncTime = next,
            LastRequest = status.LastRequest,
            Found = status.Found,
            Selected = status.Selected,
            Offered = status.Offered,
            Problems = status.Problems,
            Conditions = conditions.ToList(),
        };
        await client.WriteAsync<ModelRepository, ModelRepositorySpec, ModelRepositoryStatus>(repository, written, cancellationToken);
        return next is { } at ? ReconcileResult.RequeueAfter(at - now) : ReconcileResult.Done;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Looked through the source of {Repository}: {Found} versions, the rules take {Selected}.")]
        public static partial void Synced(ILogger logger, NamespacedName repository, int found, int selected);
    }
}
