using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>A persistent volume claim.</summary>
public sealed class PersistentVolumeClaimVolumeSource
{
    /// <summary>Name of the claim, in the same namespace.</summary>
    [Required]
    public string? ClaimName { get; set; }

    /// <summary>Mount read-only everywhere.</summary>
    public bool? ReadOnly { get; set; }
}

/// <summary>A claim made for the pod and deleted with it.</summary>
public sealed class EphemeralVolumeSource
{
    /// <summary>What to claim.</summary>
    public PersistentVolumeClaimTemplate? VolumeClaimTemplate { get; set; }
}

/// <summary>A claim to make.</summary>
public sealed class PersistentVolumeClaimTemplate
{
    /// <summary>Labels and annotations of the claim.</summary>
    public JsonObject? Metadata { get; set; }

    /// <summary>What is claimed.</summary>
    [Required]
    public PersistentVolumeClaimSpec? Spec { get; set; }
}

/// <summary>What a claim asks for.</summary>
public sealed class PersistentVolumeClaimSpec
{
    /// <summary><c>ReadWriteOnce</c>, <c>ReadOnlyMany</c>, <c>ReadWriteMany</c> or <c>ReadWriteOncePod</c>.</summary>
    public List<string>? AccessModes { get; set; }

    /// <summary>Volumes to choose from.</summary>
    public LabelSelector? Selector { get; set; }

    /// <summary>Size asked for.</summary>
    public VolumeResourceRequirements? Resources { get; set; }

    /// <summary>The volume bound.</summary>
    public string? VolumeName { get; set; }

    /// <summary>StorageClass to use.</summary>
    public string? StorageClassName { get; set; }

    /// <summary><c>Filesystem</c> (default) or <c>Block</c>.</summary>
    public string? VolumeMode { get; set; }

    /// <summary>Snapshot or claim to start from.</summary>
    public TypedLocalObjectReference? DataSource { get; set; }

    /// <summary>Object to start from, of any kind.</summary>
    public TypedObjectReference? DataSourceRef { get; set; }

    /// <summary>Class of attributes to set.</summary>
    public string? VolumeAttributesClassName { get; set; }
}

/// <summary>Size of a volume.</summary>
public sealed class VolumeResourceRequirements
{
    /// <summary>At most.</summary>
    public Dictionary<string, Quantity>? Limits { get; set; }

    /// <summary>At least.</summary>
    public Dictionary<string, Quantity>? Requests { get; set; }
}
