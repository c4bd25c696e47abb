using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Decides what the findings of a scan mean, by policies and waivers. They are kept: to judge them again nothing is scanned again.</summary>
internal sealed class JudgeStep(
    Informer<ScanPolicy> policies, Informer<ScanWaiver> waivers, VersionStatusWriter writer, IResourceClient client, TimeProvider time) : IVersionStep
{
    public async Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken)
    {
        await policies.WaitForSyncAsync(cancellationToken);
        await waivers.WaitForSyncAsync(cancellationToken);
        return
        [
            policies.Subscribe(_ => versions.EnqueueWhere(_ => true)),
            waivers.Subscribe(change => versions.EnqueueWhere(
                v => v.Metadata.Namespace == change.Object.Metadata.Namespace && v.Status?.Digest == change.Object.Spec.Digest)),
        ];
    }

    public async Task RunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        if (passage.Report is not { } report)
        {
            passage.Stop();
            return;
        }

        var decision = ScanPolicyEvaluator.Evaluate(ReportedScan.Read(report), passage.Version, policies.List(), waivers.List(), time.GetUtcNow());
        var judged = ReportedScan.Judged(report, decision);
        await KeepAsync(passage, judged, cancellationToken);
        passage.Status.Scan = ReportedScan.Summary(judged, decision);
        passage.LookAgain(decision.ReviewAt);
        if (decision.Outcome == ScanOutcome.Passed)
        {
            passage.Set("Scanned", true, judged.Verdict);
            await writer.PassAsync(passage, "Scanned", "Nothing that was found stands against it.", cancellationToken);
            return;
        }

        await writer.BlockAsync(passage, "Scanned", judged.Verdict!, ScanObjection.Of(passage.Version, decision), cancellationToken);
    }

    private async Task KeepAsync(VersionPassage passage, ScanReport report, CancellationToken cancellationToken)
    {
        if (passage.KeptReport is not { } kept)
        {
            await client.CreateAsync(new ModelScanReport { Metadata = passage.Version.OwnedMetadata(passage.Key.Name), Report = report }, cancellationToken);
        }
        else if (!JsonNode.DeepEquals(Json(kept.Report), Json(report)))
        {
            kept.Report = report;
            await client.UpdateAsync(kept, cancellationToken);
        }
    }

    private static JsonNode? Json(ScanReport report) => JsonSerializer.SerializeToNode(report, ApiJson.Options);
}
