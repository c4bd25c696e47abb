namespace Modelyard.Artifacts;

/// <summary>One version of a model at its source.</summary>
/// <param name="Repository">Its name there: a repository of a registry, <c>owner/name</c> on the hub, a folder.</param>
/// <param name="Version">A tag or a revision; of a folder its name.</param>
/// <param name="Uri">What <see cref="ModelFetcher.FetchAsync"/> takes. Pinned to the content once it is described, where the source can pin.</param>
public sealed record SourceCandidate(string Repository, string Version, string Uri)
{
    /// <summary>Changes when the content does: the digest of a manifest, a commit, an entity tag.</summary>
    public string? Revision { get; init; }

    /// <summary>In bytes, of all its files.</summary>
    public long? Size { get; init; }

    /// <summary>The last change known.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>Such as <c>gguf</c>, <c>safetensors</c>, <c>onnx</c>, <c>pickle</c>: by the names of the files, or as the source says.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>SPDX identifier, as the source says.</summary>
    public string? License { get; init; }

    /// <summary>Annotations of a manifest, tags of a hub.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
