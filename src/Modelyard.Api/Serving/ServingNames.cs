namespace Modelyard.Api;

/// <summary>Names that manifests and controllers of the serving kinds agree on.</summary>
public static class ServingNames
{
    /// <summary>Group of the serving kinds.</summary>
    public const string Group = "serving.kserve.io";

    /// <summary>Annotation: how an InferenceService is run, <see cref="StandardMode"/> or <see cref="KnativeMode"/>.</summary>
    public const string DeploymentMode = Group + "/deploymentMode";

    /// <summary>Annotation: what scales an InferenceService: <c>hpa</c>, <c>keda</c>, <c>external</c> or <c>none</c>.</summary>
    public const string AutoscalerClass = Group + "/autoscalerClass";

    /// <summary>Annotation: <c>true</c> ends all replicas of an InferenceService until it is removed.</summary>
    public const string Stop = Group + "/stop";

    /// <summary>Annotation: how an engine is started on one machine, in place of its image.</summary>
    public const string LocalCommand = TenancyNames.Group + "/local-command";

    /// <summary>Annotation of a Pod, which its machine writes: where it listens.</summary>
    public const string Address = TenancyNames.Group + "/address";

    /// <summary>Annotation of a Pod, which its machine writes: the GPUs it was given.</summary>
    public const string Gpus = TenancyNames.Group + "/gpus";

    /// <summary>Label of the Pods of an InferenceService: its name.</summary>
    public const string InferenceServiceLabel = Group + "/inferenceservice";

    /// <summary>Annotation that runtimes may use in templates: the name of the model format.</summary>
    public const string ModelFormatAnnotation = "modelFormat";

    /// <summary>Replicas that stay: what one machine does, and what KServe does without Knative.</summary>
    public const string StandardMode = "Standard";

    /// <summary>Revisions that scale to zero.</summary>
    public const string KnativeMode = "Knative";

    /// <summary>Several models in shared processes.</summary>
    public const string ModelMeshMode = "ModelMesh";

    /// <summary>Name of the container that serves.</summary>
    public const string ServingContainer = "kserve-container";

    /// <summary>Name of a transformer's container inside a predictor.</summary>
    public const string TransformerContainer = "transformer-container";

    /// <summary>Name of the container that fetches the model before the others start.</summary>
    public const string StorageInitializer = "storage-initializer";

    /// <summary>The ClusterServingRuntime of the engine for GGUF models.</summary>
    public const string LlamaRuntime = "modelyard-llama";

    /// <summary>The ClusterServingRuntime of the engine for ONNX models.</summary>
    public const string OnnxRuntime = "modelyard-onnx";

    /// <summary>Environment variable by which a container of one's own asks for a model.</summary>
    public const string StorageUriVariable = "STORAGE_URI";

    /// <summary>
    /// The mode a deployment runs in: KServe scales on requests in Knative mode only, and on processor use in Standard mode only.
    /// </summary>
    public static string ModeOf(ModelDeploymentSpec deployment) => deployment.Scaling?.Metric is "concurrency" or "rps" ? KnativeMode : StandardMode;

    /// <summary>The mode as it is named today.</summary>
    public static string? CurrentMode(string? mode) => mode switch
    {
        "Serverless" => KnativeMode,
        "RawDeployment" => StandardMode,
        _ => mode,
    };
}
