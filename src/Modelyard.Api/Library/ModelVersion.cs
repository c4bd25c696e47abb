namespace Modelyard.Api;

/// <summary>
/// One version of a model: certain files, named by their digests, and everything that is known and was decided about them. Its spec never
/// changes. Written <c>project/model:version</c> wherever a person names it.
/// </summary>
[Kind("modelyard.dev", "v1alpha1", "ModelVersion", "modelversions", ResourceScope.Namespaced, ShortNames = ["mver"], Categories = ["modelyard"], HasStatus = true)]
public sealed class ModelVersion : Resource<ModelVersionSpec, ModelVersionStatus>;

/// <summary>What the version is.</summary>
public sealed class ModelVersionSpec
{
    /// <summary>Name of the Model, in the same project.</summary>
    [Required]
    public string? Model { get; set; }

    /// <summary>The version as its source calls it, such as <c>1.2</c> or a commit.</summary>
    [Required]
    public string? Version { get; set; }

    /// <summary>Where it comes from.</summary>
    [Required]
    public VersionSource? Source { get; set; }

    /// <summary>Who brought it in: a user, or the controllers. Written by the API server. Whoever submitted a version does not approve it where policies separate duties.</summary>
    public string? Submitter { get; set; }

    /// <summary>What it was made from and how, as far as the submitter says so. What its card says is in <c>status.metadata</c>.</summary>
    public VersionLineage? Lineage { get; set; }

    /// <summary>How it stood where it was exported, when it came in an archive. It is scanned and approved here all the same.</summary>
    public VersionImport? Imported { get; set; }
}

/// <summary>Where a version comes from.</summary>
public sealed class VersionSource
{
    /// <summary>Address of exactly this content, such as <c>oci://registry/acme/atlas@sha256:…</c>.</summary>
    [Required]
    public string? Uri { get; set; }

    /// <summary>ModelRepository that found it.</summary>
    public string? Repository { get; set; }

    /// <summary>What the source calls this content: the digest of a manifest, a commit.</summary>
    public string? Revision { get; set; }

    /// <summary>The only content it may have, as in <c>status.digest</c>. Content of this digest that is here already is used without asking the source.</summary>
    [Pattern("^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; set; }
}
