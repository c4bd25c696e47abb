using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Adds up what people decided about a version.</summary>
internal sealed class DecisionStep(
    Informer<ModelApproval> approvals, Informer<ApprovalPolicy> policies, ModelSeal seal, VersionStatusWriter writer, TimeProvider time) : IVersionStep
{
    private readonly InformerIndex<ModelApproval> _approvals = new(approvals, VersionOf);

    public async Task<IReadOnlyList<IDisposable>> FollowAsync(IVersionQueue versions, CancellationToken cancellationToken)
    {
        await approvals.WaitForSyncAsync(cancellationToken);
        await policies.WaitForSyncAsync(cancellationToken);
        return
        [
            approvals.Subscribe(change => versions.Enqueue(VersionOf(change.Object))),
            policies.Subscribe(_ => versions.EnqueueWhere(_ => true)),
        ];
    }

    public async Task RunAsync(VersionPassage passage, CancellationToken cancellationToken)
    {
        var (version, status) = (passage.Version, passage.Status);
        var state = ApprovalEvaluator.Evaluate(version, policies.List(), _approvals.Of(passage.Key), time.GetUtcNow());
        status.Policies = state.Policies.Count > 0 ? [.. state.Policies] : null;
        status.Decisions = state.Decisions.Count > 0 ? [.. state.Decisions] : null;
        status.ApprovedAt = state.ApprovedAt;
        status.ApprovalExpiresAt = state.ExpiresAt;
        passage.LookAgain(state.ExpiresAt);
        if (state.Outcome == ApprovalOutcome.Approved && await seal.EnsureAsync(version, cancellationToken) is { } changed)
        {
            await writer.BlockAsync(passage, "Approved", "RecordChanged", changed, cancellationToken);
            return;
        }

        var phase = state.Outcome == ApprovalOutcome.Pending ? "PendingApproval" : state.Outcome.ToString();
        passage.Set("Approved", state.Outcome == ApprovalOutcome.Approved, phase, state.Message);
        await writer.WriteAsync(passage, phase, state.Message, cancellationToken);
    }

    private static NamespacedName VersionOf(ModelApproval approval) => new(approval.Metadata.Namespace!, approval.Spec.Version!);
}
