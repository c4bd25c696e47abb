using System.Collections.Frozen;

namespace Modelyard.Api;

/// <summary>
/// The fields that do not decide what an engine runs or loads: how much of it there is, where, for whom and how it is watched. Every other field does, those
/// that are added one day included, until they are listed here.
/// </summary>
internal static class HarmlessFields
{
    /// <summary>Of a deployment. Those that are looked into are listed as well.</summary>
    public static FrozenSet<string> Deployment { get; } = FrozenSet.ToFrozenSet(
    [
        "description", "endpoint", "model", "engine", "replicas", "scaling", "resources", "env", "labels", "annotations", "tolerations", "nodeSelector", "affinity",
        "rateLimits", "concurrency", "pricing", "sharing", "cache", "timeouts", "stopped",
    ]);

    /// <summary>Of a deployment's model. The library's policy decides about the model itself.</summary>
    public static FrozenSet<string> DeployedModel { get; } = FrozenSet.ToFrozenSet(["uri", "version", "format", "servedName"]);

    /// <summary>Of a deployment's engine.</summary>
    public static FrozenSet<string> Engine { get; } = FrozenSet.ToFrozenSet(["type", "args", "contextLength", "promptCaching", "port", "imagePullSecret", "runtime"]);

    /// <summary>Of an InferenceService.</summary>
    public static FrozenSet<string> Service { get; } = FrozenSet.ToFrozenSet(["predictor", "transformer", "explainer", "canary"]);

    /// <summary>Of one further version of a predictor.</summary>
    public static FrozenSet<string> Canary { get; } = FrozenSet.ToFrozenSet(["trafficPercent", "predictor"]);

    /// <summary>Of a pod.</summary>
    public static FrozenSet<string> Pod { get; } = FrozenSet.ToFrozenSet(
    [
        "activeDeadlineSeconds", "affinity", "automountServiceAccountToken", "dnsPolicy", "enableServiceLinks", "imagePullSecrets", "nodeName", "nodeSelector",
        "preemptionPolicy", "priority", "priorityClassName", "resourceClaims", "resources", "restartPolicy", "runtimeClassName", "schedulerName", "schedulingGates",
        "securityContext", "serviceAccount", "serviceAccountName", "terminationGracePeriodSeconds", "tolerations", "topologySpreadConstraints",
    ]);

    /// <summary>Of a predictor, a transformer or an explainer.</summary>
    public static FrozenSet<string> Component { get; } = FrozenSet.ToFrozenSet(
    [
        .. Pod, "name", "model", "workerSpec", "minReplicas", "maxReplicas", "scaleTarget", "scaleMetric", "scaleMetricType", "autoScaling", "containerConcurrency",
        "timeout", "canaryTrafficPercent", "logger", "batcher", "labels", "annotations", "deploymentStrategy",
    ]);

    /// <summary>Of the workers of a predictor that spans machines.</summary>
    public static FrozenSet<string> Workers { get; } = FrozenSet.ToFrozenSet([.. Pod, "pipelineParallelSize", "tensorParallelSize"]);

    /// <summary>Of a predictor's model, which is a container as well.</summary>
    public static FrozenSet<string> Model { get; } = FrozenSet.ToFrozenSet(
    [
        "name", "modelFormat", "runtime", "storageUri", "protocolVersion", "args", "env", "resources", "resizePolicy", "ports", "imagePullPolicy", "securityContext",
        "livenessProbe", "readinessProbe", "startupProbe", "terminationMessagePolicy",
    ]);

    /// <summary>Variables of an engine. A credential says who asks; what comes is compared with what was approved.</summary>
    public static FrozenSet<string> Variables { get; } = FrozenSet.ToFrozenSet(["HF_TOKEN", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]);
}
