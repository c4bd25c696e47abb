namespace Modelyard.Api;

/// <summary>Where a model is and how it is served, plus any field of the serving container. <c>name</c> may not be set.</summary>
[OptionalFields("name")]
public class PredictorExtension : Container
{
    /// <summary>Where the model is: <c>hf://</c>, <c>http(s)://</c>, <c>file://</c>, <c>s3://</c>, <c>gs://</c>, <c>oci://</c>, <c>pvc://</c>, … or a path.</summary>
    public string? StorageUri { get; set; }

    /// <summary>Version of the runtime; replaces the tag of its image.</summary>
    public string? RuntimeVersion { get; set; }

    /// <summary>Protocol to serve: <c>v1</c>, <c>v2</c>, <c>grpc-v1</c> or <c>grpc-v2</c>.</summary>
    public string? ProtocolVersion { get; set; }

    /// <summary>Where the model is, by a key of the <c>storage-config</c> Secret. Instead of <c>storageUri</c>.</summary>
    public ModelStorageSpec? Storage { get; set; }

    /// <summary>Settings for encrypted models.</summary>
    public ConfidentialSpec? Confidential { get; set; }
}

/// <summary>How an encrypted model is opened.</summary>
public sealed class ConfidentialSpec
{
    /// <summary>Whether the model is encrypted.</summary>
    [Required]
    public bool? Enabled { get; set; }

    /// <summary>Id of the key at the key broker, <c>kbs:///…</c>.</summary>
    public string? ResourceId { get; set; }
}
