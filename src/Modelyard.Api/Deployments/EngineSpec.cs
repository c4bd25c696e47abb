namespace Modelyard.Api;

/// <summary>What runs a model.</summary>
public sealed class EngineSpec
{
    /// <summary><c>builtin-llama</c> (GGUF models) and <c>builtin-onnx</c> (ONNX models) are part of Modelyard. <c>vLLM</c> and <c>NIM</c> are images of others, <c>custom</c> is an image or a runtime of your own, and <c>external</c> a service elsewhere, which Modelyard calls and does not run.</summary>
    [Required, OneOf("builtin-llama", "builtin-onnx", "vLLM", "NIM", "custom", "external")]
    public string? Type { get; set; }

    /// <summary>Container image. Needed for <c>NIM</c>, and for <c>custom</c> without <c>runtime</c>; vLLM has a default.</summary>
    public string? Image { get; set; }

    /// <summary>Command instead of the image's or runtime's own.</summary>
    public List<string>? Command { get; set; }

    /// <summary>Arguments after those that Modelyard passes itself.</summary>
    public List<string>? Args { get; set; }

    /// <summary>Most tokens of input and output together; the model's own limit when absent.</summary>
    [Minimum(1)]
    public int? ContextLength { get; set; }

    /// <summary>Whether work on the beginning of a prompt is kept for the next prompt that begins alike.</summary>
    [Default(true)]
    public bool? PromptCaching { get; set; }

    /// <summary>Port the engine listens on inside its container: 8080 when absent, and 8000 for vLLM and NIM.</summary>
    [Minimum(1), Maximum(65535)]
    public int? Port { get; set; }

    /// <summary>Secret of type <c>kubernetes.io/dockerconfigjson</c> for the image's registry, in the deployment's namespace.</summary>
    public string? ImagePullSecret { get; set; }

    /// <summary>Name of the ServingRuntime or ClusterServingRuntime to run with. For <c>custom</c>, instead of <c>image</c>.</summary>
    public string? Runtime { get; set; }

    /// <summary>The service to call. For <c>external</c>.</summary>
    public ExternalEngine? External { get; set; }
}

/// <summary>A service elsewhere that speaks the OpenAI protocol.</summary>
public sealed class ExternalEngine
{
    /// <summary>Its base URL, up to and without <c>/v1</c>, e.g. <c>https://models.example.com</c>.</summary>
    [Required]
    public string? Url { get; set; }

    /// <summary>Name of the model there; the deployment's name when absent.</summary>
    public string? Model { get; set; }

    /// <summary>Key that is sent as <c>Authorization: Bearer</c>; none is sent when absent.</summary>
    public SecretKeyReference? SecretRef { get; set; }
}

/// <summary>One value of a Secret in the same namespace.</summary>
public sealed class SecretKeyReference
{
    /// <summary>Name of the Secret.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Key in its data.</summary>
    [Required]
    public string? Key { get; set; }
}
