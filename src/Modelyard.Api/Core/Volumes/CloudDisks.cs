namespace Modelyard.Api;

/// <summary>A Google Compute Engine disk (deprecated).</summary>
public sealed class GcePersistentDiskVolumeSource
{
    /// <summary>Name of the disk.</summary>
    [Required]
    public string? PdName { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Partition to mount.</summary>
    public int? Partition { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>An AWS block store (deprecated).</summary>
public sealed class AwsElasticBlockStoreVolumeSource
{
    /// <summary>Id of the volume.</summary>
    [Required]
    public string? VolumeID { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Partition to mount.</summary>
    public int? Partition { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>An Azure disk (deprecated).</summary>
public sealed class AzureDiskVolumeSource
{
    /// <summary>Name of the disk.</summary>
    [Required]
    public string? DiskName { get; set; }

    /// <summary>URI of the disk.</summary>
    [Required]
    public string? DiskURI { get; set; }

    /// <summary><c>None</c>, <c>ReadOnly</c> or <c>ReadWrite</c>.</summary>
    public string? CachingMode { get; set; }

    /// <summary>File system.</summary>
    [Default("ext4")]
    public string? FsType { get; set; }

    /// <summary>Mount read-only.</summary>
    [Default(false)]
    public bool? ReadOnly { get; set; }

    /// <summary><c>Shared</c>, <c>Dedicated</c> or <c>Managed</c>.</summary>
    public string? Kind { get; set; }
}

/// <summary>An Azure file share (deprecated).</summary>
public sealed class AzureFileVolumeSource
{
    /// <summary>Secret with account name and key.</summary>
    [Required]
    public string? SecretName { get; set; }

    /// <summary>Name of the share.</summary>
    [Required]
    public string? ShareName { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>An OpenStack Cinder volume (deprecated).</summary>
public sealed class CinderVolumeSource
{
    /// <summary>Id of the volume.</summary>
    [Required]
    public string? VolumeID { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Secret with the OpenStack parameters.</summary>
    public LocalObjectReference? SecretRef { get; set; }
}

/// <summary>A vSphere disk (deprecated).</summary>
public sealed class VsphereVirtualDiskVolumeSource
{
    /// <summary>Path of the disk.</summary>
    [Required]
    public string? VolumePath { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Name of the storage policy.</summary>
    public string? StoragePolicyName { get; set; }

    /// <summary>Id of the storage policy.</summary>
    public string? StoragePolicyID { get; set; }
}

/// <summary>A Photon Controller disk (deprecated).</summary>
public sealed class PhotonPersistentDiskVolumeSource
{
    /// <summary>Id of the disk.</summary>
    [Required]
    public string? PdID { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }
}
