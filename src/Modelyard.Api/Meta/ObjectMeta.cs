using System.Text.Json.Nodes;

namespace Modelyard.Api;

/// <summary>Metadata that every stored resource has.</summary>
public sealed class ObjectMeta
{
    /// <summary>Name, unique within a namespace (or within the cluster for cluster-scoped kinds). Cannot be changed.</summary>
    public string? Name { get; set; }

    /// <summary>Prefix the server completes with a random suffix when <c>name</c> is not given.</summary>
    public string? GenerateName { get; set; }

    /// <summary>The namespace; empty for cluster-scoped kinds. Cannot be changed.</summary>
    public string? Namespace { get; set; }

    /// <summary>Where the object is served. Deprecated and no longer filled; accepted so that older manifests load.</summary>
    public string? SelfLink { get; set; }

    /// <summary>Unique in time and space; set by the server at creation.</summary>
    public string? Uid { get; set; }

    /// <summary>Opaque revision of this object; send it back with an update to detect concurrent changes.</summary>
    public string? ResourceVersion { get; set; }

    /// <summary>Counts changes of the desired state; status changes do not count.</summary>
    public long? Generation { get; set; }

    /// <summary>When the server created the object (UTC).</summary>
    public DateTimeOffset? CreationTimestamp { get; set; }

    /// <summary>When deletion was asked for; the object goes once its finalizers are gone. Set by the server.</summary>
    public DateTimeOffset? DeletionTimestamp { get; set; }

    /// <summary>Seconds granted for a graceful end. Set by the server.</summary>
    public long? DeletionGracePeriodSeconds { get; set; }

    /// <summary>Keys and values to organise and select objects by.</summary>
    public Dictionary<string, string>? Labels { get; set; }

    /// <summary>Keys and values for tools; not selectable.</summary>
    public Dictionary<string, string>? Annotations { get; set; }

    /// <summary>Objects this one depends on; when all are gone it is garbage collected.</summary>
    [MapList("uid"), MergeKey("uid")]
    public List<OwnerReference>? OwnerReferences { get; set; }

    /// <summary>Names that must be removed, each by its owner, before the object may disappear.</summary>
    [SetList]
    public List<string>? Finalizers { get; set; }

    /// <summary>Which manager set which fields; kept by the server for server-side apply.</summary>
    public List<ManagedFieldsEntry>? ManagedFields { get; set; }
}

/// <summary>A reference to an owning object in the same namespace, or to a cluster-scoped one.</summary>
[AtomicMap]
public sealed class OwnerReference
{
    /// <summary>API version of the owner.</summary>
    [Required]
    public string? ApiVersion { get; set; }

    /// <summary>Kind of the owner.</summary>
    [Required]
    public string? Kind { get; set; }

    /// <summary>Name of the owner.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Uid of the owner.</summary>
    [Required]
    public string? Uid { get; set; }

    /// <summary>True for the one owner that manages this object.</summary>
    public bool? Controller { get; set; }

    /// <summary>With foreground deletion, the owner waits for this object to go.</summary>
    public bool? BlockOwnerDeletion { get; set; }
}

/// <summary>The fields one manager set, as server-side apply records them.</summary>
public sealed class ManagedFieldsEntry
{
    /// <summary>Name of the workflow that manages these fields.</summary>
    public string? Manager { get; set; }

    /// <summary><c>Apply</c> or <c>Update</c>.</summary>
    public string? Operation { get; set; }

    /// <summary>The API version the field set refers to.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>When the manager last changed its set.</summary>
    public DateTimeOffset? Time { get; set; }

    /// <summary>Format of <c>fieldsV1</c>: always <c>FieldsV1</c>.</summary>
    public string? FieldsType { get; set; }

    /// <summary>The set of fields, as a trie of <c>f:</c>, <c>k:</c>, <c>v:</c> keys.</summary>
    public JsonObject? FieldsV1 { get; set; }

    /// <summary>The subresource the fields were set through, or empty.</summary>
    public string? Subresource { get; set; }
}
