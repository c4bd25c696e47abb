namespace Modelyard.Inference;

/// <summary>The model file is missing, is not GGUF, is damaged, or is refused by the engine. The message names the file and says why.</summary>
public sealed class ModelFileException(string message) : Exception(message);
