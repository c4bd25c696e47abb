using Modelyard.Api;
using Modelyard.Client;

namespace Modelyard.Library;

/// <summary>Says what a retention policy makes of the versions of a project.</summary>
public sealed class Retention(IResourceClient client, TimeProvider time)
{
    /// <summary>What it would let go of now, and why each other version stays.</summary>
    public async Task<RetentionPreviewStatus> PreviewAsync(RetentionPolicySpec policy, string project, CancellationToken cancellationToken) => new()
    {
        Versions =
        [
            .. (await DecideAsync(policy, project, cancellationToken)).Select(d => new RetentionDecision
            {
                Version = VersionReference.Of(d.Version).ToString(), LetGo = d.Goes, Reason = d.Reason, Size = d.Version.Status?.Size,
            }),
        ],
    };

    internal async Task<IReadOnlyList<(ModelVersion Version, bool Goes, string Reason)>> DecideAsync(RetentionPolicySpec policy, string project, CancellationToken cancellationToken)
    {
        var versions = await client.ListAsync<ModelVersion>(new ListOptions { Namespace = project }, cancellationToken);
        return RetentionRules.Decide(policy, [.. versions.Items.Where(v => v.Metadata.DeletionTimestamp is null)], time.GetUtcNow());
    }
}
