using Modelyard.Api;

namespace Modelyard.Node;

/// <summary>The annotations and labels that the controller and the agent read and write.</summary>
internal static class Annotations
{
    public const string LocalCommand = ServingNames.LocalCommand;
    public const string Installation = "modelyard.dev/installation";
    public const string Gpus = ServingNames.Gpus;
    public const string Stop = ServingNames.Stop;
    public const string DeploymentMode = ServingNames.DeploymentMode;
    public const string ServerType = "serving.kserve.io/server-type";
    public const string DefaultContainer = "kubectl.kubernetes.io/default-container";
    public const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
}

/// <summary>Labels on the Pods of an InferenceService.</summary>
internal static class Labels
{
    public const string InferenceService = ServingNames.InferenceServiceLabel;
    public const string Component = "component";
    public const string Predictor = "predictor";
    public const string App = "app";
    public const string Revision = "pod-template-hash";
}

/// <summary>Names of containers with a meaning.</summary>
internal static class ContainerNames
{
    public const string Main = ServingNames.ServingContainer;
    public const string Transformer = ServingNames.TransformerContainer;
    public const string StorageInitializer = ServingNames.StorageInitializer;
}
