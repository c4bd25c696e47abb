using Modelyard.Api;

namespace Modelyard.Serving;

/// <summary>The status of a deployment. A pure function.</summary>
internal static class DeploymentStatusBuilder
{
    public static ModelDeploymentStatus Build(DeploymentState state, DateTimeOffset now)
    {
        var progress = DeploymentProgress.Of(state);
        var conditions = new Conditions(state.Deployment.Status?.Conditions, now);
        conditions.Set("Ready", progress.Answers, progress.Reason, progress.Message);
        return new ModelDeploymentStatus
        {
            ObservedGeneration = state.Deployment.Metadata.Generation,
            Phase = progress.Phase,
            Message = progress.Message,
            Url = state.Url,
            Replicas = state.IsExternal ? null : state.Replicas.Count,
            ReadyReplicas = state.IsExternal ? null : state.Ready,
            Conditions = conditions.ToList(),
        };
    }
}
