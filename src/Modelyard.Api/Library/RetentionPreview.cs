namespace Modelyard.Api;

/// <summary>Asks which versions a retention policy would let go of now, and why each other one stays. Changes nothing, and is not stored.</summary>
[Kind("modelyard.dev", "v1alpha1", "RetentionPreview", "retentionpreviews", ResourceScope.Namespaced)]
public sealed class RetentionPreview : Resource<RetentionPolicySpec, RetentionPreviewStatus>;

/// <summary>The answer.</summary>
public sealed class RetentionPreviewStatus
{
    /// <summary>Every version of the project.</summary>
    public List<RetentionDecision>? Versions { get; set; }
}

/// <summary>What a policy makes of a version.</summary>
public sealed class RetentionDecision
{
    /// <summary>The version, as project/model:version.</summary>
    public string? Version { get; set; }

    /// <summary>Whether it would be let go of.</summary>
    public bool? LetGo { get; set; }

    /// <summary>Why, or why not.</summary>
    public string? Reason { get; set; }

    /// <summary>Bytes of its files.</summary>
    public long? Size { get; set; }
}
