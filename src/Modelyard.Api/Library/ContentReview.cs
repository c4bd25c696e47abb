namespace Modelyard.Api;

/// <summary>Asks whether the files of a version are still what was approved: every byte is read again. Not stored.</summary>
[Kind("modelyard.dev", "v1alpha1", "ContentReview", "contentreviews", ResourceScope.Namespaced)]
public sealed class ContentReview : Resource<ContentReviewSpec, ContentReviewStatus>;

/// <summary>Which version.</summary>
public sealed class ContentReviewSpec
{
    /// <summary>Name of the ModelVersion.</summary>
    [Required]
    public string? Version { get; set; }

    /// <summary>When true, files that are not what they should be are taken out of the store and fetched again from where the version comes from.</summary>
    public bool? Repair { get; set; }
}

/// <summary>The answer.</summary>
public sealed class ContentReviewStatus
{
    /// <summary>Digest that was checked against.</summary>
    public string? Digest { get; set; }

    /// <summary>Whether all files are what they should be now.</summary>
    public bool? Intact { get; set; }

    /// <summary>Files that were not.</summary>
    public List<BrokenContent>? Broken { get; set; }

    /// <summary>Why they could not be had again; absent when they could, or when nobody asked for it.</summary>
    public string? Message { get; set; }
}

/// <summary>A file that is not what it should be.</summary>
public sealed class BrokenContent
{
    /// <summary>Path in the model's folder.</summary>
    public string? Path { get; set; }

    /// <summary>What is wrong with it.</summary>
    public string? Problem { get; set; }
}
