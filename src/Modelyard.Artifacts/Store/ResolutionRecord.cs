namespace Modelyard.Artifacts;

/// <summary>What a URI was resolved to the last time its source answered.</summary>
/// <param name="Uri">Without secrets: the file's name is a hash of the full one.</param>
/// <param name="Manifest">Key of the manifest.</param>
internal sealed record ResolutionRecord(
    string Uri, string ResolvedUri, string? Version, bool Immutable, string Manifest, DateTimeOffset ResolvedAt);
