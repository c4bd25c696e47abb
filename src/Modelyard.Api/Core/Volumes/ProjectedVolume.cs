namespace Modelyard.Api;

/// <summary>Several sources in one folder.</summary>
public sealed class ProjectedVolumeSource
{
    /// <summary>The sources.</summary>
    public List<VolumeProjection>? Sources { get; set; }

    /// <summary>Permission bits of the files. Default 0644.</summary>
    public int? DefaultMode { get; set; }
}

/// <summary>One source of a projected volume: exactly one of these.</summary>
public sealed class VolumeProjection
{
    /// <summary>Keys of a Secret.</summary>
    public SecretProjection? Secret { get; set; }

    /// <summary>Fields of the pod.</summary>
    public DownwardApiProjection? DownwardAPI { get; set; }

    /// <summary>Keys of a ConfigMap.</summary>
    public ConfigMapProjection? ConfigMap { get; set; }

    /// <summary>A token of the pod's service account.</summary>
    public ServiceAccountTokenProjection? ServiceAccountToken { get; set; }

    /// <summary>Certificates to trust.</summary>
    public ClusterTrustBundleProjection? ClusterTrustBundle { get; set; }

    /// <summary>A certificate made for the pod.</summary>
    public PodCertificateProjection? PodCertificate { get; set; }
}

/// <summary>Keys of a Secret.</summary>
[AtomicMap]
public sealed class SecretProjection
{
    /// <summary>Name of the Secret, in the same namespace.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>Which keys, and where; all when absent.</summary>
    public List<KeyToPath>? Items { get; set; }

    /// <summary>Whether the Secret or its keys may be missing.</summary>
    public bool? Optional { get; set; }
}

/// <summary>Keys of a ConfigMap.</summary>
[AtomicMap]
public sealed class ConfigMapProjection
{
    /// <summary>Name of the ConfigMap, in the same namespace.</summary>
    [Default("")]
    public string? Name { get; set; }

    /// <summary>Which keys, and where; all when absent.</summary>
    public List<KeyToPath>? Items { get; set; }

    /// <summary>Whether the ConfigMap or its keys may be missing.</summary>
    public bool? Optional { get; set; }
}

/// <summary>Fields of the pod.</summary>
public sealed class DownwardApiProjection
{
    /// <summary>The files.</summary>
    public List<DownwardApiVolumeFile>? Items { get; set; }
}
