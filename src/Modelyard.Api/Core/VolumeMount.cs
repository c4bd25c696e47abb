namespace Modelyard.Api;

/// <summary>Where a volume appears in a container.</summary>
public sealed class VolumeMount
{
    /// <summary>Name of one of the pod's volumes.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Mount read-only. Default false.</summary>
    public bool? ReadOnly { get; set; }

    /// <summary><c>Disabled</c>, <c>IfPossible</c> or <c>Enabled</c>: whether mounts below are read-only too.</summary>
    public string? RecursiveReadOnly { get; set; }

    /// <summary>Path in the container; may not contain <c>:</c>.</summary>
    [Required]
    public string? MountPath { get; set; }

    /// <summary>Path within the volume to mount instead of its root.</summary>
    public string? SubPath { get; set; }

    /// <summary><c>None</c>, <c>HostToContainer</c> or <c>Bidirectional</c>.</summary>
    public string? MountPropagation { get; set; }

    /// <summary>As <c>subPath</c>, with <c>$(NAME)</c> replaced from the environment.</summary>
    public string? SubPathExpr { get; set; }
}

/// <summary>A raw block device in a container.</summary>
public sealed class VolumeDevice
{
    /// <summary>Name of a persistent volume claim of the pod.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Path of the device in the container.</summary>
    [Required]
    public string? DevicePath { get; set; }
}
