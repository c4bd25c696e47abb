namespace Modelyard.Api;

/// <summary>A model and how it is served. May also set any field of the serving container.</summary>
public sealed class ModelSpec : PredictorExtension
{
    /// <summary>Format of the model; selects the runtime unless <c>runtime</c> names one.</summary>
    public ModelFormat? ModelFormat { get; set; }

    /// <summary>Name of the ServingRuntime or ClusterServingRuntime to use.</summary>
    public string? Runtime { get; set; }
}

/// <summary>A model format.</summary>
public class ModelFormat
{
    /// <summary>Name of the format, e.g. <c>gguf</c>.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Version of the format, compared literally; any when absent.</summary>
    public string? Version { get; set; }
}
