namespace Modelyard.Artifacts;

/// <summary>What a file is likely to hold, by its name. A scanner looks inside; a rule of a repository has only the name.</summary>
public static class FileFormats
{
    /// <summary>Null for files beside the weights, such as a card or a tokenizer.</summary>
    public static string? Of(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".gguf" => "gguf",
        ".safetensors" => "safetensors",
        ".onnx" => "onnx",
        ".bin" or ".pt" or ".pth" or ".ckpt" or ".pkl" or ".pickle" or ".joblib" or ".dill" => "pickle",
        ".h5" or ".keras" or ".hdf5" => "keras",
        ".pb" => "tensorflow",
        ".tflite" => "tflite",
        ".npy" or ".npz" => "numpy",
        _ => null,
    };

    internal static IReadOnlyList<string> Of(IEnumerable<string> fileNames) =>
        [.. fileNames.Select(Of).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
