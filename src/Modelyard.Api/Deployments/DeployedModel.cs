namespace Modelyard.Api;

/// <summary>The model of a deployment: either <c>uri</c> or <c>version</c>. Engines whose image brings the model need neither.</summary>
public sealed class DeployedModel
{
    /// <summary>Where the model is: <c>hf://owner/name[:revision]</c>, <c>s3://…</c>, <c>oci://…</c>, <c>https://…</c>, <c>pvc://claim/path</c>, or a path on the machine.</summary>
    public string? Uri { get; set; }

    /// <summary>Version in the model library, as <c>[project/]model:version</c>.</summary>
    [Pattern(VersionReference.Pattern)]
    public string? Version { get; set; }

    /// <summary>Format of the model, e.g. <c>gguf</c>, <c>onnx</c> or <c>safetensors</c>. When absent the one the engine is made for.</summary>
    public string? Format { get; set; }

    /// <summary>Name by which the engine knows the model; the deployment's name when absent.</summary>
    public string? ServedName { get; set; }
}
