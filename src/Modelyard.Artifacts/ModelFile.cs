namespace Modelyard.Artifacts;

/// <summary>One file of a model, as its manifest records it.</summary>
/// <param name="Path">Relative to the model's folder, with forward slashes.</param>
/// <param name="Sha256">Lower-case hex; null for a file used in place.</param>
/// <param name="ModifiedAt">Only for a file used in place, where it stands in for the digest.</param>
public sealed record ModelFile(string Path, long Size, string? Sha256, DateTimeOffset? ModifiedAt = null);
