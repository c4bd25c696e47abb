namespace Modelyard.Api;

/// <summary>Asks what the rules of a repository would take, and why each other version is left out. Changes nothing, and is not stored.</summary>
[Kind("modelyard.dev", "v1alpha1", "ModelRepositoryPreview", "modelrepositorypreviews", ResourceScope.Namespaced)]
public sealed class ModelRepositoryPreview : Resource<ModelRepositorySpec, ModelRepositoryPreviewStatus>;

/// <summary>The answer.</summary>
public sealed class ModelRepositoryPreviewStatus
{
    /// <summary>Every version at the source.</summary>
    public List<PreviewedVersion>? Versions { get; set; }
}

/// <summary>A version at the source.</summary>
public sealed class PreviewedVersion
{
    /// <summary>Repository at the source.</summary>
    public string? Repository { get; set; }

    /// <summary>Its version there.</summary>
    public string? Version { get; set; }

    /// <summary>Whether the rules take it.</summary>
    public bool? Selected { get; set; }

    /// <summary>Number of the rule that decided, from 1.</summary>
    public int? Rule { get; set; }

    /// <summary>Why, rule by rule.</summary>
    public List<string>? Trace { get; set; }

    /// <summary>Bytes, as far as it had to be known.</summary>
    public long? Size { get; set; }

    /// <summary>Formats, as far as they had to be known.</summary>
    public List<string>? Formats { get; set; }

    /// <summary>Licence, as far as it had to be known.</summary>
    public string? License { get; set; }

    /// <summary>Where it would be fetched from.</summary>
    public string? Uri { get; set; }
}
