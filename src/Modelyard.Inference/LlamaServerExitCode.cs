namespace Modelyard.Inference;

/// <summary>How the model server's process ends; part of its contract with whoever starts it.</summary>
public static class LlamaServerExitCode
{
    /// <summary>Stopped as asked, running requests finished or their grace period over.</summary>
    public const int Ok = 0;

    /// <summary>It could not start for a reason outside the model: a taken port, say.</summary>
    public const int Failed = 1;

    /// <summary>The settings are wrong.</summary>
    public const int Usage = 2;

    /// <summary>The model file is missing, not a GGUF, damaged, or refused by the engine. Starting again will not help.</summary>
    public const int Model = 3;

    /// <summary>The native engine is missing, does not load, or has failed while serving.</summary>
    public const int Engine = 4;
}
