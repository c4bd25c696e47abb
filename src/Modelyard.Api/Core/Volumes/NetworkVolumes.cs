namespace Modelyard.Api;

/// <summary>An NFS export.</summary>
public sealed class NfsVolumeSource
{
    /// <summary>Host name or address of the server.</summary>
    [Required]
    public string? Server { get; set; }

    /// <summary>Exported path.</summary>
    [Required]
    public string? Path { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>An iSCSI disk.</summary>
public sealed class IscsiVolumeSource
{
    /// <summary>Address and port of the target.</summary>
    [Required]
    public string? TargetPortal { get; set; }

    /// <summary>Qualified name of the target.</summary>
    [Required]
    public string? Iqn { get; set; }

    /// <summary>Logical unit.</summary>
    [Required]
    public int? Lun { get; set; }

    /// <summary>Transport to use.</summary>
    [Default("default")]
    public string? IscsiInterface { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>Further portals.</summary>
    public List<string>? Portals { get; set; }

    /// <summary>Whether discovery uses CHAP.</summary>
    public bool? ChapAuthDiscovery { get; set; }

    /// <summary>Whether sessions use CHAP.</summary>
    public bool? ChapAuthSession { get; set; }

    /// <summary>Secret with the CHAP credentials.</summary>
    public LocalObjectReference? SecretRef { get; set; }

    /// <summary>Name of the initiator to use.</summary>
    public string? InitiatorName { get; set; }
}

/// <summary>A Fibre Channel disk.</summary>
public sealed class FcVolumeSource
{
    /// <summary>World-wide names of the target.</summary>
    public List<string>? TargetWWNs { get; set; }

    /// <summary>Logical unit.</summary>
    public int? Lun { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>.</summary>
    public string? FsType { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>World-wide ids; instead of names and unit.</summary>
    public List<string>? Wwids { get; set; }
}

/// <summary>A volume from a CSI driver that lives as long as the pod.</summary>
public sealed class CsiVolumeSource
{
    /// <summary>Name of the driver.</summary>
    [Required]
    public string? Driver { get; set; }

    /// <summary>Mount read-only.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary>File system, e.g. <c>ext4</c>; the driver's default when absent.</summary>
    public string? FsType { get; set; }

    /// <summary>Properties the driver understands.</summary>
    public Dictionary<string, string>? VolumeAttributes { get; set; }

    /// <summary>Secret passed to the driver.</summary>
    public LocalObjectReference? NodePublishSecretRef { get; set; }
}
