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
        var missing = state.Deployment.Spec.Endpoint is { } endpoint && !state.HasEndpoint
            ? $"There is no Endpoint {endpoint} in the project, which spec.endpoint names: create it, or take that out."
            : null;
        if (state.Deployment.Spec.Endpoint is not null)
        {
            conditions.Set("EndpointFound", missing is null, missing is null ? "EndpointFound" : "EndpointNotFound", missing);
        }

        var notice = state.Version is { } version ? VersionNotice.Of(version) : null;
        if (state.Version is not null)
        {
            conditions.Set("VersionCurrent", notice is null, notice?.Reason ?? "Current", notice?.Message);
        }

        return new ModelDeploymentStatus
        {
            ObservedGeneration = state.Deployment.Metadata.Generation,
            Phase = progress.Phase,
            Message = string.Join(' ', new[] { progress.Message, missing, state.Rejection is null ? notice?.Message : null }.OfType<string>()),
            Url = state.Url,
            Replicas = state.IsExternal ? null : state.Replicas.Count,
            ReadyReplicas = state.IsExternal ? null : state.Ready,
            Conditions = conditions.ToList(),
        };
    }
}
