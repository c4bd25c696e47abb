namespace Modelyard.Artifacts;

/// <summary>What a URI names right now.</summary>
/// <param name="ResolvedUri">With everything movable pinned and without secrets.</param>
/// <param name="Version">Equal as long as the content is the same; null when the source cannot tell.</param>
public abstract record Resolution(string ResolvedUri, string? Version);

/// <summary>Files to download, each kept under its own path; of archives the content.</summary>
/// <param name="Immutable">The URI itself is pinned: the source never needs to be asked again.</param>
public sealed record FilesResolution(string ResolvedUri, string? Version, bool Immutable, IReadOnlyList<SourceFile> Files)
    : Resolution(ResolvedUri, Version);

/// <summary>A container image with a model in one of its folders.</summary>
/// <param name="Layers">The lowest first; each changes what those below it hold.</param>
/// <param name="Folder">Of the image's file system, without slashes around it.</param>
public sealed record ImageResolution(
    string ResolvedUri, string? Version, bool Immutable, IReadOnlyList<SourceFile> Layers, string Folder)
    : Resolution(ResolvedUri, Version);

/// <summary>Files of this machine, used where they are.</summary>
/// <param name="Folder">Absolute folder that the files' paths start from.</param>
/// <param name="IsFolder">The URI named the folder itself, not one file in it.</param>
public sealed record InPlaceResolution(string ResolvedUri, string Folder, bool IsFolder, IReadOnlyList<ModelFile> Files)
    : Resolution(ResolvedUri, null);
