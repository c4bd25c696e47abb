namespace Modelyard.Api;

/// <summary>A template for serving models of some formats, for one namespace.</summary>
[Kind("serving.kserve.io", "v1alpha1", "ServingRuntime", "servingruntimes", ResourceScope.Namespaced, HasStatus = true)]
public sealed class ServingRuntime : Resource<ServingRuntimeSpec, ServingRuntimeStatus>;

/// <summary>Which models a runtime serves and what it runs for that.</summary>
public sealed class ServingRuntimeSpec : RuntimePodSpec
{
    /// <summary>Formats the runtime serves.</summary>
    public List<SupportedModelFormat>? SupportedModelFormats { get; set; }

    /// <summary>Whether one process serves several models.</summary>
    public bool? MultiModel { get; set; }

    /// <summary>When true the runtime is not used.</summary>
    public bool? Disabled { get; set; }

    /// <summary>Protocols it speaks: <c>v1</c>, <c>v2</c>, <c>grpc-v1</c>, <c>grpc-v2</c>. Any when empty.</summary>
    public List<string>? ProtocolVersions { get; set; }

    /// <summary>Workers, for a runtime that spans machines.</summary>
    public RuntimeWorkerSpec? WorkerSpec { get; set; }

    /// <summary>Management endpoint (several models per process).</summary>
    public string? GrpcEndpoint { get; set; }

    /// <summary>gRPC endpoint for requests (several models per process).</summary>
    public string? GrpcDataEndpoint { get; set; }

    /// <summary>HTTP endpoint for requests (several models per process).</summary>
    public string? HttpDataEndpoint { get; set; }

    /// <summary>Number of pods (several models per process).</summary>
    public int? Replicas { get; set; }

    /// <summary>Fetching of models (several models per process).</summary>
    public StorageHelper? StorageHelper { get; set; }

    /// <summary>Adapter to a known server (several models per process).</summary>
    public BuiltInAdapter? BuiltInAdapter { get; set; }
}

/// <summary>A format a runtime serves.</summary>
public sealed class SupportedModelFormat : ModelFormat
{
    /// <summary>Whether the runtime may be chosen for this format without being named.</summary>
    public bool? AutoSelect { get; set; }

    /// <summary>Preference among the runtimes that fit; higher wins.</summary>
    [Minimum(1)]
    public int? Priority { get; set; }
}

/// <summary>State of a runtime; there is none.</summary>
public sealed class ServingRuntimeStatus;
