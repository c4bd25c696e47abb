namespace Modelyard.Artifacts;

/// <summary>What a registry says of a blob or a manifest.</summary>
public sealed record OciDescriptor
{
    public string MediaType { get; init; } = "";

    public string Digest { get; init; } = "";

    public long Size { get; init; }

    public string? ArtifactType { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public OciPlatform? Platform { get; init; }

    internal string? Annotation(string name) => Annotations?.GetValueOrDefault(name);
}

public sealed record OciPlatform(string? Architecture, string? Os, string? Variant = null);
