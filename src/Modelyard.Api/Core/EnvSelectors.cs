namespace Modelyard.Api;

/// <summary>Selects a field of the pod.</summary>
[AtomicMap]
public sealed class ObjectFieldSelector
{
    /// <summary>Version of the schema the path refers to; <c>v1</c> when absent.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Path of the field.</summary>
    [Required]
    public string? FieldPath { get; set; }
}

/// <summary>Selects a request or limit of a container.</summary>
[AtomicMap]
public sealed class ResourceFieldSelector
{
    /// <summary>The container; needed in volumes, optional in environment variables.</summary>
    public string? ContainerName { get; set; }

    /// <summary>What to read, e.g. <c>limits.cpu</c>.</summary>
    [Required]
    public string? Resource { get; set; }

    /// <summary>Unit of the result; <c>1</c> when absent.</summary>
    public Quantity? Divisor { get; set; }
}

/// <summary>Selects a key of a ConfigMap.</summary>
[AtomicMap]
public sealed class ConfigMapKeySelector
{
    /// <summary>Name of the ConfigMap, in the same namespace.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>The key.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>Whether the ConfigMap or its key may be missing.</summary>
    public bool? Optional { get; set; }
}

/// <summary>Selects a key of a Secret.</summary>
[AtomicMap]
public sealed class SecretKeySelector
{
    /// <summary>Name of the Secret, in the same namespace.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>The key.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>Whether the Secret or its key may be missing.</summary>
    public bool? Optional { get; set; }
}

/// <summary>Selects a key of an environment file.</summary>
[AtomicMap]
public sealed class FileKeySelector
{
    /// <summary>Volume that holds the file.</summary>
    [Required]
    public string? VolumeName { get; set; }

    /// <summary>Path of the file within the volume, without <c>..</c>.</summary>
    [Required]
    public string? Path { get; set; }

    /// <summary>The key in the file.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>Whether the file or its key may be missing.</summary>
    [Default(false)]
    public bool? Optional { get; set; }
}
