using Modelyard.Api;

namespace Modelyard.Gateway;

/// <summary>Says in a sentence why a model has no replica that takes traffic.</summary>
internal static class AwaitedCondition
{
    private static readonly string[] Types = ["PredictorReady", "Ready"];

    /// <summary>What the deployment's own status says; null when it says nothing, or nothing about what is awaited.</summary>
    public static string? Describe(ModelDeployment deployment) =>
        deployment.Spec.Stopped == true ? "it is stopped."
        : deployment.Status is { Phase: not (DeploymentPhase.Running or DeploymentPhase.Updating or DeploymentPhase.Degraded) } status ? Sentence(status.Message, status.Phase)
        : null;

    public static string Describe(InferenceService service, IReadOnlyCollection<Pod> pods)
    {
        var conditions = service.Status?.Conditions ?? [];
        if (conditions.Exists(c => c is { Type: "Stopped", Status: "True" }))
        {
            return "it is stopped.";
        }

        var model = service.Status?.ModelStatus;
        if (model is { TransitionStatus: "BlockedByFailedLoad" or "InvalidSpec", LastFailureInfo: { } failure }
            && Sentence(failure.Message, failure.Reason) is { } failed)
        {
            return failed;
        }

        foreach (var type in Types)
        {
            var condition = conditions.Find(c => c.Type == type && c.Status != "True");
            if (Sentence(condition?.Message, condition?.Reason) is { } said)
            {
                return said;
            }
        }

        return pods.Count switch
        {
            0 => "none has been started yet.",
            1 => "one is starting.",
            _ => $"{pods.Count} are starting.",
        };
    }

    private static string? Sentence(string? message, string? reason)
    {
        var text = string.IsNullOrWhiteSpace(message) ? reason : message;
        return string.IsNullOrWhiteSpace(text) ? null : text.TrimEnd('.', ' ', '\n') + ".";
    }
}
