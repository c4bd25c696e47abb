namespace Modelyard.Node;

/// <summary>The annotations and labels that the controller and the agent read and write.</summary>
internal static class Annotations
{
    public const string LocalCommand = "modelyard.dev/local-command";
    public const string Installation = "modelyard.dev/installation";
    public const string Gpus = "modelyard.dev/gpus";
    public const string Stop = "serving.kserve.io/stop";
    public const string DeploymentMode = "serving.kserve.io/deploymentMode";
    public const string ServerType = "serving.kserve.io/server-type";
    public const string DefaultContainer = "kubectl.kubernetes.io/default-container";
    public const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
}

/// <summary>Labels on the Pods of an InferenceService.</summary>
internal static class Labels
{
    public const string InferenceService = "serving.kserve.io/inferenceservice";
    public const string Component = "component";
    public const string Predictor = "predictor";
    public const string App = "app";
    public const string Revision = "pod-template-hash";
}

/// <summary>Names of containers with a meaning.</summary>
internal static class ContainerNames
{
    public const string Main = "kserve-container";
    public const string Transformer = "transformer-container";
    public const string StorageInitializer = "storage-initializer";
}
