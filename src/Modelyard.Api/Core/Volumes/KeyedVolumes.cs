namespace Modelyard.Api;

/// <summary>Maps a key to a file.</summary>
public sealed class KeyToPath
{
    /// <summary>The key.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>Relative path of the file; no <c>..</c>.</summary>
    [Required]
    public string? Path { get; set; }

    /// <summary>Permission bits; the volume's default when absent.</summary>
    public int? Mode { get; set; }
}

/// <summary>The keys of a Secret as files.</summary>
public sealed class SecretVolumeSource
{
    /// <summary>Name of the Secret, in the same namespace.</summary>
    public string? SecretName { get; set; }

    /// <summary>Which keys, and where; all, under their own names, when absent.</summary>
    public List<KeyToPath>? Items { get; set; }

    /// <summary>Permission bits of the files. Default 0644.</summary>
    public int? DefaultMode { get; set; }

    /// <summary>Whether the Secret or its keys may be missing.</summary>
    public bool? Optional { get; set; }
}

/// <summary>The keys of a ConfigMap as files.</summary>
[AtomicMap]
public sealed class ConfigMapVolumeSource
{
    /// <summary>Name of the ConfigMap, in the same namespace.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>Which keys, and where; all, under their own names, when absent.</summary>
    public List<KeyToPath>? Items { get; set; }

    /// <summary>Permission bits of the files. Default 0644.</summary>
    public int? DefaultMode { get; set; }

    /// <summary>Whether the ConfigMap or its keys may be missing.</summary>
    public bool? Optional { get; set; }
}

/// <summary>Fields of the pod as files.</summary>
public sealed class DownwardApiVolumeSource
{
    /// <summary>The files.</summary>
    public List<DownwardApiVolumeFile>? Items { get; set; }

    /// <summary>Permission bits of the files. Default 0644.</summary>
    public int? DefaultMode { get; set; }
}

/// <summary>One field of the pod as a file.</summary>
public sealed class DownwardApiVolumeFile
{
    /// <summary>Relative path of the file; no <c>..</c>.</summary>
    [Required]
    public string? Path { get; set; }

    /// <summary>A field of the pod.</summary>
    public ObjectFieldSelector? FieldRef { get; set; }

    /// <summary>A request or limit of a container.</summary>
    public ResourceFieldSelector? ResourceFieldRef { get; set; }

    /// <summary>Permission bits; the volume's default when absent.</summary>
    public int? Mode { get; set; }
}
