namespace Modelyard.Api;

/// <summary>A volume: a name and exactly one source. Without a source it is an <c>emptyDir</c>.</summary>
public sealed class Volume
{
    /// <summary>Name of the volume, a DNS label unique within the pod.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>A file or folder of the machine.</summary>
    public HostPathVolumeSource? HostPath { get; set; }

    /// <summary>An empty folder that lives as long as the pod.</summary>
    public EmptyDirVolumeSource? EmptyDir { get; set; }

    /// <summary>A Google Compute Engine disk (deprecated).</summary>
    public GcePersistentDiskVolumeSource? GcePersistentDisk { get; set; }

    /// <summary>An AWS block store (deprecated).</summary>
    public AwsElasticBlockStoreVolumeSource? AwsElasticBlockStore { get; set; }

    /// <summary>A git checkout (deprecated).</summary>
    public GitRepoVolumeSource? GitRepo { get; set; }

    /// <summary>The keys of a Secret as files.</summary>
    public SecretVolumeSource? Secret { get; set; }

    /// <summary>An NFS export.</summary>
    public NfsVolumeSource? Nfs { get; set; }

    /// <summary>An iSCSI disk.</summary>
    public IscsiVolumeSource? Iscsi { get; set; }

    /// <summary>A GlusterFS volume (deprecated).</summary>
    public GlusterfsVolumeSource? Glusterfs { get; set; }

    /// <summary>A persistent volume claim of the same namespace.</summary>
    public PersistentVolumeClaimVolumeSource? PersistentVolumeClaim { get; set; }

    /// <summary>A Ceph block device (deprecated).</summary>
    public RbdVolumeSource? Rbd { get; set; }

    /// <summary>A volume from a flex driver (deprecated).</summary>
    public FlexVolumeSource? FlexVolume { get; set; }

    /// <summary>An OpenStack Cinder volume (deprecated).</summary>
    public CinderVolumeSource? Cinder { get; set; }

    /// <summary>A CephFS mount (deprecated).</summary>
    public CephFsVolumeSource? Cephfs { get; set; }

    /// <summary>A Flocker volume (deprecated).</summary>
    public FlockerVolumeSource? Flocker { get; set; }

    /// <summary>Fields of the pod as files.</summary>
    public DownwardApiVolumeSource? DownwardAPI { get; set; }

    /// <summary>A Fibre Channel disk.</summary>
    public FcVolumeSource? Fc { get; set; }

    /// <summary>An Azure file share (deprecated).</summary>
    public AzureFileVolumeSource? AzureFile { get; set; }

    /// <summary>The keys of a ConfigMap as files.</summary>
    public ConfigMapVolumeSource? ConfigMap { get; set; }

    /// <summary>A vSphere disk (deprecated).</summary>
    public VsphereVirtualDiskVolumeSource? VsphereVolume { get; set; }

    /// <summary>A Quobyte mount (deprecated).</summary>
    public QuobyteVolumeSource? Quobyte { get; set; }

    /// <summary>An Azure disk (deprecated).</summary>
    public AzureDiskVolumeSource? AzureDisk { get; set; }

    /// <summary>A Photon Controller disk (deprecated).</summary>
    public PhotonPersistentDiskVolumeSource? PhotonPersistentDisk { get; set; }

    /// <summary>Several sources in one folder.</summary>
    public ProjectedVolumeSource? Projected { get; set; }

    /// <summary>A Portworx volume (deprecated).</summary>
    public PortworxVolumeSource? PortworxVolume { get; set; }

    /// <summary>A ScaleIO volume (deprecated).</summary>
    public ScaleIoVolumeSource? ScaleIO { get; set; }

    /// <summary>A StorageOS volume (deprecated).</summary>
    public StorageOsVolumeSource? Storageos { get; set; }

    /// <summary>A volume from a CSI driver that lives as long as the pod.</summary>
    public CsiVolumeSource? Csi { get; set; }

    /// <summary>A claim made for this pod and deleted with it.</summary>
    public EphemeralVolumeSource? Ephemeral { get; set; }

    /// <summary>The content of an OCI image or artifact.</summary>
    public ImageVolumeSource? Image { get; set; }
}
