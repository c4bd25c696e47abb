using Microsoft.Extensions.Logging;
using Modelyard.Api;
using Modelyard.Artifacts;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Takes each version along: fetched, described, scanned, and then as far as people's decisions carry it.</summary>
internal sealed partial class VersionController(
    Informer<ModelVersion> versions,
    Informer<ModelApproval> approvals,
    Informer<ApprovalPolicy> policies,
    IResourceClient client,
    VersionFetch fetch,
    LibraryOptions options,
    TimeProvider time,
    ILogger<VersionController> logger) : Controller<ModelVersion>(versions, time, logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<IDisposable>> StartingAsync(CancellationToken cancellationToken)
    {
        await approvals.WaitForSyncAsync(cancellationToken);
        await policies.WaitForSyncAsync(cancellationToken);
        fetch.ReleaseAllBut(Informer.List().Select(v => v.Metadata.Uid!).ToHashSet(StringComparer.Ordinal));
        return
        [
            approvals.Subscribe(change => Enqueue(new NamespacedName(change.Object.Metadata.Namespace!, change.Object.Spec.Version!))),
            policies.Subscribe(_ =>
            {
                foreach (var version in Informer.List())
                {
                    Enqueue(NamespacedName.Of(version));
                }
            }),
            Informer.Subscribe(change =>
            {
                if (change.Type == WatchEventType.Deleted)
                {
                    fetch.Release(change.Object.Metadata.Uid!);
                }
            }),
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ReconcileResult> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        var version = await client.TryGetAsync<ModelVersion>(key, cancellationToken);
        if (version is null || version.Metadata.DeletionTimestamp is not null)
        {
            return ReconcileResult.Done;
        }

        var status = version.Status ?? new ModelVersionStatus();
        if (status.Digest is null || status.Scan?.Scanner != VersionInspection.ScannerName)
        {
            return await BringInAsync(version, status, cancellationToken);
        }

        return await DecideAsync(version, status, cancellationToken);
    }

    private async Task<ReconcileResult> BringInAsync(ModelVersion version, ModelVersionStatus status, CancellationToken cancellationToken)
    {
        FetchedModel model;
        try
        {
            await WriteAsync(version, status, "Syncing", $"Fetching {version.Spec.Source!.Uri}.", c => c.Set("Synced", false, "Fetching"), cancellationToken);
            model = await fetch.RunAsync(version, cancellationToken);
        }
        catch (FetchException e)
        {
            await WriteAsync(version, status, "Failed", e.Message, c => c.Set("Synced", false, e.Reason.ToString(), e.Message), cancellationToken);
            return ReconcileResult.RequeueAfter(e.RetryAfter ?? RetryAfter);
        }
        catch (RepositoryException e)
        {
            await WriteAsync(version, status, "Failed", e.Message, c => c.Set("Synced", false, e.Reason, e.Message), cancellationToken);
            return ReconcileResult.RequeueAfter(RetryAfter);
        }

        if (status.Digest is not null && status.Digest != model.Digest)
        {
            var message = $"Its source now gives other content ({model.Digest}) than it was brought in with ({status.Digest}): a version never changes. Find out why, or take the new content in as another version.";
            await WriteAsync(version, status, "Blocked", message, c => c.Set("Synced", false, "ContentChanged", message), cancellationToken);
            return ReconcileResult.Done;
        }

        status.Digest = model.Digest;
        status.Size = model.Size;
        status.Files = [.. model.Files.Select(f => new VersionFile { Path = f.Path, Digest = f.Sha256 is null ? null : "sha256:" + f.Sha256, Size = f.Size })];
        status.Metadata = await VersionInspection.DescribeAsync(model, cancellationToken);
        await WriteAsync(version, status, "Synced", "Scanning its files.", c => c.Set("Synced", true, "Fetched", $"{model.Files.Count} files of {model.ResolvedUri}"), cancellationToken);

        var scan = await VersionInspection.ScanAsync(model, options.ScratchFolder, cancellationToken);
        var now = _time.GetUtcNow();
        var decision = ScanPolicyEvaluator.Evaluate(scan, status.Metadata.License, ScanPolicy.Default, [], now);
        var report = VersionInspection.Report(model.Digest, scan, decision, now);
        await WriteReportAsync(version, report, cancellationToken);
        status.Scan = VersionInspection.Summary(report, decision);
        Log.Scanned(logger, NamespacedName.Of(version), report.Verdict!, decision.Findings.Count);
        return await DecideAsync(version, status, cancellationToken);
    }

    private async Task<ReconcileResult> DecideAsync(ModelVersion version, ModelVersionStatus status, CancellationToken cancellationToken)
    {
        if (status.Scan!.Verdict is "Blocked" or "Unfinished")
        {
            var message = $"The scan stands against it: {await WorstAsync(version, cancellationToken)} All findings: modelyard library show {VersionReference.Of(version)}.";
            await WriteAsync(version, status, "Blocked", message, c => c.Set("Scanned", false, status.Scan.Verdict, message), cancellationToken);
            return ReconcileResult.Done;
        }

        version.Status = status;
        var state = ApprovalEvaluator.Evaluate(version, policies.List(), approvals.List().Where(a => a.Metadata.Namespace == version.Metadata.Namespace), _time.GetUtcNow());
        status.Policies = state.Policies.Count > 0 ? [.. state.Policies] : null;
        status.Decisions = state.Decisions.Count > 0 ? [.. state.Decisions] : null;
        status.ApprovedAt = state.ApprovedAt;
        status.ApprovalExpiresAt = state.ExpiresAt;
        var phase = state.Outcome == ApprovalOutcome.Pending ? "PendingApproval" : state.Outcome.ToString();
        await WriteAsync(
            version,
            status,
            phase,
            state.Message,
            c =>
            {
                c.Set("Scanned", true, status.Scan.Verdict);
                c.Set("Approved", state.Outcome == ApprovalOutcome.Approved, phase, state.Message);
            },
            cancellationToken);
        return state.ExpiresAt is { } at ? ReconcileResult.RequeueAfter(at - _time.GetUtcNow()) : ReconcileResult.Done;
    }

    private async Task<string> WorstAsync(ModelVersion version, CancellationToken cancellationToken)
    {
        var report = await client.TryGetAsync<ModelScanReport>(NamespacedName.Of(version), cancellationToken);
        return report?.Report.Findings is [var worst, ..] ? $"{worst.Message} ({worst.Rule}{(worst.Path is null ? "" : $", {worst.Path}")})" : "";
    }

    private async Task WriteReportAsync(ModelVersion version, ScanReport report, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(version);
        if (await client.TryGetAsync<ModelScanReport>(key, cancellationToken) is { } existing)
        {
            existing.Report = report;
            await client.UpdateAsync(existing, cancellationToken);
            return;
        }

        await client.CreateAsync(
            new ModelScanReport
            {
                Metadata = new ObjectMeta
                {
                    Namespace = version.Metadata.Namespace,
                    Name = version.Metadata.Name,
                    OwnerReferences = [new OwnerReference { ApiVersion = version.ApiVersion, Kind = version.Kind, Name = version.Metadata.Name, Uid = version.Metadata.Uid, Controller = true }],
                },
                Report = report,
            },
            cancellationToken);
    }

    private async Task WriteAsync(
        ModelVersion version, ModelVersionStatus status, string phase, string message, Action<Conditions> set, CancellationToken cancellationToken)
    {
        var stored = await client.GetAsync<ModelVersion>(NamespacedName.Of(version), cancellationToken);
        var conditions = new Conditions(stored.Status?.Conditions, _time.GetUtcNow());
        foreach (var kept in stored.Status?.Conditions ?? [])
        {
            conditions.Set(kept.Type!, kept.Status switch { "True" => true, "False" => false, _ => null }, kept.Reason, kept.Message);
        }

        set(conditions);
        status.ObservedGeneration = version.Metadata.Generation;
        status.Phase = phase;
        status.Message = message.Length > 0 ? message : null;
        status.Conditions = conditions.ToList();
        await client.WriteAsync<ModelVersion, ModelVersionSpec, ModelVersionStatus>(stored, status, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Scanned {Version}: {Verdict}, {Findings} findings.")]
        public static partial void Scanned(ILogger logger, NamespacedName version, string verdict, int findings);
    }
}
