namespace Modelyard.Api;

/// <summary>A GlusterFS volume (deprecated).</summary>
public sealed class GlusterfsVolumeSource
{
    /// <summary>Name of the Endpoints that list the servers.</summary>
    [Required]
    public string? Endpoints { get; set; }

    /// <summary>Name of the volume.</summary>
    [Required]
    public string? Path { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>A CephFS mount (deprecated).</summary>
public sealed class CephFsVolumeSource
{
    /// <summary>Addresses of the monitors.</summary>
    [Required]
    public List<string>? Monitors { get; set; }

    /// <summary>Path within the file system.</summary>
    public string? Path { get; set; }

    /// <summary>User to mount as.</summary>
    public string? User { get; set; }

    /// <summary>File with the key of the user.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Secret with the key of the user.</summary>
    public LocalObjectReference? SecretRef { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>A Ceph block device (deprecated).</summary>
public sealed class RbdVolumeSource
{
    /// <summary>Addresses of the monitors.</summary>
    [Required]
    public List<string>? Monitors { get; set; }

    /// <summary>Name of the image.</summary>
    [Required]
    public string? Image { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Pool of the image.</summary>
    [Default("rbd")]
    public string? Pool { get; set; }

    /// <summary>User to map as.</summary>
    [Default("admin")]
    public string? User { get; set; }

    /// <summary>File with the key of the user.</summary>
    [Default("/etc/ceph/keyring")]
    public string? Keyring { get; set; }

    /// <summary>Secret with the key of the user.</summary>
    public LocalObjectReference? SecretRef { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>A Quobyte mount (deprecated).</summary>
public sealed class QuobyteVolumeSource
{
    /// <summary>Address and port of the registry.</summary>
    [Required]
    public string? Registry { get; set; }

    /// <summary>Name of the volume.</summary>
    [Required]
    public string? Volume { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>User to map access to.</summary>
    public string? User { get; set; }

    /// <summary>Group to map access to.</summary>
    public string? Group { get; set; }

    /// <summary>Tenant that owns the volume.</summary>
    public string? Tenant { get; set; }
}
