namespace Modelyard.Artifacts;

/// <summary>What a file is, judged by its bytes.</summary>
public enum ContentFormat
{
    /// <summary>None of the known ones.</summary>
    Unknown,
    Empty,
    Gguf,
    Safetensors,
    Onnx,

    /// <summary>A saved model of TensorFlow.</summary>
    SavedModel,

    /// <summary>A graph of TensorFlow by itself.</summary>
    TensorFlowGraph,
    Pickle,
    Numpy,
    Hdf5,
    Zip,
    Tar,
    Gzip,
    Zlib,

    /// <summary>A container that is not opened here: 7z, rar, xz, bzip2, zstd, lz4, lzma, ar, cab.</summary>
    OtherContainer,

    /// <summary>A native program or library.</summary>
    Executable,
    SentencePiece,
    Image,
    Json,
    Text,
}
