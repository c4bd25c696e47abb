namespace Modelyard.Inference;

/// <summary>The native engine broke down while serving; the process should be replaced.</summary>
public sealed class EngineFailedException(string message, Exception innerException) : Exception(message, innerException);
