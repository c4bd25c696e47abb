namespace Modelyard.Api;

/// <summary>Explains answers of the predictor.</summary>
public sealed class ExplainerSpec : ComponentSpec
{
    /// <summary>The Adversarial Robustness Toolbox.</summary>
    public ArtExplainerSpec? Art { get; set; }

    /// <summary>Places to fetch from, each with its own mount path.</summary>
    public List<StorageUri>? StorageUris { get; set; }
}

/// <summary>The Adversarial Robustness Toolbox; may also set any field of its container.</summary>
[OptionalFields("name")]
public sealed class ArtExplainerSpec : Container
{
    /// <summary>Kind of explanation, e.g. <c>SquareAttack</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Where the explainer's own files are.</summary>
    public string? StorageUri { get; set; }

    /// <summary>Version of the explainer.</summary>
    public string? RuntimeVersion { get; set; }

    /// <summary>Settings of the explainer.</summary>
    public Dictionary<string, string>? Config { get; set; }

    /// <summary>Where the explainer's own files are, by a key of the <c>storage-config</c> Secret.</summary>
    public ModelStorageSpec? Storage { get; set; }
}
