namespace Modelyard.Api;

/// <summary>A ConfigMap or Secret whose keys all become environment variables.</summary>
public sealed class EnvFromSource
{
    /// <summary>Text put before every key.</summary>
    public string? Prefix { get; set; }

    /// <summary>The ConfigMap.</summary>
    public ConfigMapEnvSource? ConfigMapRef { get; set; }

    /// <summary>The Secret.</summary>
    public SecretEnvSource? SecretRef { get; set; }
}

/// <summary>A ConfigMap to take environment variables from.</summary>
[AtomicMap]
public sealed class ConfigMapEnvSource
{
    /// <summary>Name of the ConfigMap, in the same namespace.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>Whether the ConfigMap may be missing.</summary>
    public bool? Optional { get; set; }
}

/// <summary>A Secret to take environment variables from.</summary>
[AtomicMap]
public sealed class SecretEnvSource
{
    /// <summary>Name of the Secret, in the same namespace.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>Whether the Secret may be missing.</summary>
    public bool? Optional { get; set; }
}
