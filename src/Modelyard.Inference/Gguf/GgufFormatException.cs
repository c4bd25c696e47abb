namespace Modelyard.Inference;

/// <summary>What is wrong with the bytes, without the file's name.</summary>
internal sealed class GgufFormatException(string message) : Exception(message);
