namespace Modelyard.Api;

/// <summary>The values of <c>spec.engine.type</c>.</summary>
public static class EngineType
{
    /// <summary>Modelyard's own engine for GGUF models.</summary>
    public const string BuiltInLlama = "builtin-llama";

    /// <summary>Modelyard's own engine for ONNX models.</summary>
    public const string BuiltInOnnx = "builtin-onnx";

    /// <summary>The image of vLLM.</summary>
    public const string VLLM = "vLLM";

    /// <summary>An image of NVIDIA's inference microservices.</summary>
    public const string NIM = "NIM";

    /// <summary>An image or runtime of the user's.</summary>
    public const string Custom = "custom";

    /// <summary>A service elsewhere.</summary>
    public const string External = "external";
}
