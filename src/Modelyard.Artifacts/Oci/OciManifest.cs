namespace Modelyard.Artifacts;

/// <summary>An image manifest or an index, as OCI and Docker (version 2, schema 2) write them.</summary>
internal sealed record OciManifest
{
    public int SchemaVersion { get; init; }

    public string? MediaType { get; init; }

    public string? ArtifactType { get; init; }

    public OciDescriptor? Config { get; init; }

    public IReadOnlyList<OciDescriptor>? Layers { get; init; }

    /// <summary>Of an index.</summary>
    public IReadOnlyList<OciDescriptor>? Manifests { get; init; }

    public OciDescriptor? Subject { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>What kind of artifact it says it is.</summary>
    internal string Kind => ArtifactType ?? Config?.MediaType ?? "";
}
