using Modelyard.Artifacts;

namespace Modelyard.Library;

internal static class FormatName
{
    internal static string Of(ContentFormat format) => format switch
    {
        ContentFormat.Unknown => "data of an unknown format",
        ContentFormat.Empty => "empty",
        ContentFormat.Gguf => "a GGUF model",
        ContentFormat.Safetensors => "a safetensors file",
        ContentFormat.Onnx => "an ONNX graph",
        ContentFormat.SavedModel => "a saved model of TensorFlow",
        ContentFormat.TensorFlowGraph => "a graph of TensorFlow",
        ContentFormat.Pickle => "a pickle",
        ContentFormat.Numpy => "a NumPy array",
        ContentFormat.Hdf5 => "an HDF5 file",
        ContentFormat.Zip => "a zip archive",
        ContentFormat.Tar => "a tar archive",
        ContentFormat.Gzip or ContentFormat.Zlib => "a compressed file",
        ContentFormat.OtherContainer => "a container that is not opened here",
        ContentFormat.Executable => "a native program",
        ContentFormat.SentencePiece => "a SentencePiece tokenizer",
        ContentFormat.Image => "an image",
        ContentFormat.Json => "JSON",
        ContentFormat.Text => "text",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
