namespace Modelyard.Api;

/// <summary>The pod a runtime is a template for.</summary>
public abstract class RuntimePodSpec
{
    /// <summary>The containers; <c>kserve-container</c> is the one that serves. <c>{{.Name}}</c> and the like are replaced from the InferenceService.</summary>
    [Required]
    public List<Container>? Containers { get; set; }

    /// <summary>Volumes the containers can mount.</summary>
    public List<Volume>? Volumes { get; set; }

    /// <summary>Labels a node must have.</summary>
    public Dictionary<string, string>? NodeSelector { get; set; }

    /// <summary>Where the pods want to run.</summary>
    public Affinity? Affinity { get; set; }

    /// <summary>Taints the pods tolerate.</summary>
    public List<Toleration>? Tolerations { get; set; }

    /// <summary>Labels for the pods.</summary>
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>Annotations for the pods.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>Secrets with credentials for image registries.</summary>
    public List<LocalObjectReference>? ImagePullSecrets { get; set; }

    /// <summary>Use the machine's inter-process communication.</summary>
    public bool? HostIPC { get; set; }

    /// <summary>Scheduler to use; the default one when absent.</summary>
    public string? SchedulerName { get; set; }

    /// <summary>Device claims the containers can use.</summary>
    [MapList("name")]
    public List<PodResourceClaim>? ResourceClaims { get; set; }
}

/// <summary>Workers of a runtime that spans machines.</summary>
public sealed class RuntimeWorkerSpec : RuntimePodSpec
{
    /// <summary>Number of stages a model is cut into.</summary>
    public int? PipelineParallelSize { get; set; }

    /// <summary>Number of parts each layer is cut into.</summary>
    public int? TensorParallelSize { get; set; }
}

/// <summary>Fetching of models.</summary>
public sealed class StorageHelper
{
    /// <summary>When true the runtime fetches models itself.</summary>
    public bool? Disabled { get; set; }
}

/// <summary>Adapter to a known server.</summary>
public sealed class BuiltInAdapter
{
    /// <summary>The server, e.g. <c>triton</c>, <c>mlserver</c>, <c>ovms</c>, <c>torchserve</c>.</summary>
    public string? ServerType { get; set; }

    /// <summary>Port of the server's management interface.</summary>
    public int? RuntimeManagementPort { get; set; }

    /// <summary>Memory to leave free, in bytes.</summary>
    public int? MemBufferBytes { get; set; }

    /// <summary>Longest time a model may take to load, in milliseconds.</summary>
    public int? ModelLoadingTimeoutMillis { get; set; }

    /// <summary>Environment variables for the adapter.</summary>
    public List<EnvVar>? Env { get; set; }
}
