namespace Modelyard.Inference;

/// <summary>The engine is shutting down or has failed for good.</summary>
internal sealed class EngineStoppedException() : Exception("The engine is stopping.");
