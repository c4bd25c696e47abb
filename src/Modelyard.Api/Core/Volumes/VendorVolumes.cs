namespace Modelyard.Api;

/// <summary>A volume from a flex driver (deprecated).</summary>
public sealed class FlexVolumeSource
{
    /// <summary>Name of the driver.</summary>
    [Required]
    public string? Driver { get; set; }

    /// <summary>File system; the driver's default when absent.</summary>
    public string? FsType { get; set; }

    /// <summary>Secret passed to the driver.</summary>
    public LocalObjectReference? SecretRef { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Options for the driver.</summary>
    public Dictionary<string, string>? Options { get; set; }
}

/// <summary>A Flocker volume (deprecated).</summary>
public sealed class FlockerVolumeSource
{
    /// <summary>Name of the dataset.</summary>
    public string? DatasetName { get; set; }

    /// <summary>Id of the dataset.</summary>
    public string? DatasetUUID { get; set; }
}

/// <summary>A Portworx volume (deprecated).</summary>
public sealed class PortworxVolumeSource
{
    /// <summary>Id of the volume.</summary>
    [Required]
    public string? VolumeID { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>A ScaleIO volume (deprecated).</summary>
public sealed class ScaleIoVolumeSource
{
    /// <summary>Address of the gateway.</summary>
    [Required]
    public string? Gateway { get; set; }

    /// <summary>Name of the system.</summary>
    [Required]
    public string? System { get; set; }

    /// <summary>Secret with the credentials.</summary>
    [Required]
    public LocalObjectReference? SecretRef { get; set; }

    /// <summary>Use TLS to the gateway.</summary>
    public bool? SslEnabled { get; set; }

    /// <summary>Protection domain.</summary>
    public string? ProtectionDomain { get; set; }

    /// <summary>Storage pool.</summary>
    public string? StoragePool { get; set; }

    /// <summary><c>ThickProvisioned</c> or <c>ThinProvisioned</c>.</summary>
    [Default("ThinProvisioned")]
    public string? StorageMode { get; set; }

    /// <summary>Name of the volume.</summary>
    public string? VolumeName { get; set; }

    /// <summary>File system.</summary>
    [Default("xfs")]
    public string? FsType { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>A StorageOS volume (deprecated).</summary>
public sealed class StorageOsVolumeSource
{
    /// <summary>Name of the volume.</summary>
    public string? VolumeName { get; set; }

    /// <summary>StorageOS namespace of the volume.</summary>
    public string? VolumeNamespace { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Secret with the credentials.</summary>
    public LocalObjectReference? SecretRef { get; set; }
}
