namespace Modelyard.Api;

/// <summary>Workers of a predictor that spans machines.</summary>
[OptionalFields("containers")]
[AtomicLists("containers", "initContainers", "ephemeralContainers", "volumes", "hostAliases", "imagePullSecrets")]
public sealed class WorkerSpec : PodSpec
{
    /// <summary>Number of stages the model is cut into.</summary>
    public int? PipelineParallelSize { get; set; }

    /// <summary>Number of parts each layer is cut into.</summary>
    public int? TensorParallelSize { get; set; }
}
