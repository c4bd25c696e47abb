namespace Modelyard.Api;

/// <summary>A model of the library, of which there are versions. Made when its first version comes; what people write about it stays.</summary>
[Kind("modelyard.dev", "v1alpha1", "Model", "models", ResourceScope.Namespaced, Categories = ["modelyard"], HasStatus = true)]
public sealed class Model : Resource<ModelFamilySpec, ModelFamilyStatus>;

/// <summary>What people say about a model.</summary>
public sealed class ModelFamilySpec
{
    /// <summary>Name for people.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; set; }

    /// <summary>Which other organizations may deploy its versions.</summary>
    public DeploymentSharing? Sharing { get; set; }
}

/// <summary>What there is of a model.</summary>
public sealed class ModelFamilyStatus
{
    /// <summary>Number of versions.</summary>
    public int? Versions { get; set; }

    /// <summary>The newest version.</summary>
    public string? Latest { get; set; }

    /// <summary>The newest version that is approved.</summary>
    public string? Approved { get; set; }

    /// <summary>The newest version in the stage <c>production</c>.</summary>
    public string? Production { get; set; }
}
