namespace Modelyard.Inference;

/// <summary>The native engine is missing or does not load on this machine.</summary>
public sealed class EngineNotFoundException : Exception
{
    public EngineNotFoundException(string message)
        : base(message)
    {
    }

    public EngineNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
