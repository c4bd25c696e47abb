using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Lets go of what retention policies do not keep, when their schedules say so; never at once, so that a new policy can be looked at.</summary>
internal sealed partial class RetentionController(
    Informer<RetentionPolicy> policies,
    Retention retention,
    IResourceClient client,
    TimeProvider time,
    ILogger<RetentionController> logger) : Controller<RetentionPolicy>(policies, time, logger)
{
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var policy = await client.TryGetAsync<RetentionPolicy>(key, cancellationToken);
        if (policy is null || policy.Metadata.DeletionTimestamp is not null)
        {
            return ReconcileResult.Done;
        }

        var now = _time.GetUtcNow();
        var status = policy.Status ?? new RetentionPolicyStatus();
        var next = policy.Spec.Suspend == true ? null : CronSchedule.Parse(policy.Spec.Schedule!).After(now);
        if (policy.Spec.Suspend == true)
        {
            await WriteAsync(policy, status, next, (false, "Suspended", "spec.suspend is set: nothing is let go of."), cancellationToken);
        }
        else if (status.NextRunTime <= now)
        {
            var gone = await LetGoAsync(policy, cancellationToken);
            var done = new RetentionPolicyStatus { LastRunTime = now, LetGo = gone.Count > 0 ? gone : null, Total = (status.Total ?? 0) + gone.Count };
            await WriteAsync(policy, done, next, (true, "Done", null), cancellationToken);
        }
        else if (status.NextRunTime is null || status.ObservedGeneration != policy.Metadata.Generation)
        {
            await WriteAsync(policy, status, next, (true, "Scheduled", null), cancellationToken);
        }
        else
        {
            next = status.NextRunTime;
        }

        return next is { } at ? ReconcileResult.RequeueAfter(at - now) : ReconcileResult.Done;
    }

    private async Task<List<string>> LetGoAsync(RetentionPolicy policy, CancellationToken cancellationToken)
    {
        var gone = new List<string>();
        foreach (var (version, _, reason) in (await retention.DecideAsync(policy.Spec, policy.Metadata.Namespace!, cancellationToken)).Where(d => d.Goes))
        {
            var (key, name) = (NamespacedName.Of(version), VersionReference.Of(version).ToString());
            try
            {
                await (policy.Spec.Action == "Retire"
                    ? client.PatchAsync<ModelVersion>(key, Retirement(), cancellationToken)
                    : client.DeleteIfExistsAsync<ModelVersion>(key, new DeleteOptions { PreconditionUid = version.Metadata.Uid }, cancellationToken));
                gone.Add(name);
                Log.LetGo(logger, name, reason);
            }
            catch (StatusException e) when (e.IsForbidden)
            {
                // Somebody has deployed it a moment ago.
                Log.Stays(logger, name, e.Message);
            }
        }

        return gone;
    }

    private static Patch Retirement() =>
        Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [LibraryNames.StageLabel] = LibraryNames.Retired } } });

    private async Task WriteAsync(
        RetentionPolicy policy, RetentionPolicyStatus status, DateTimeOffset? next, (bool IsReady, string Reason, string? Message) ready, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(policy.Status?.Conditions, _time.GetUtcNow());
        conditions.Set("Ready", ready.IsReady, ready.Reason, ready.Message);
        status.ObservedGeneration = policy.Metadata.Generation;
        status.NextRunTime = next;
        status.Conditions = conditions.ToList();
        await client.WriteAsync<RetentionPolicy, RetentionPolicySpec, RetentionPolicyStatus>(policy, status, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Version} is let go of: {Reason}.")]
        public static partial void LetGo(ILogger logger, string version, string reason);

        [LoggerMessage(LogLevel.Information, "{Version} stays: {Reason}")]
        public static partial void Stays(ILogger logger, string version, string reason);
    }
}
