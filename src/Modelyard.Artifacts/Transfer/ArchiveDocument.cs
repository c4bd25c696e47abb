namespace Modelyard.Artifacts;

/// <summary>Something that goes along with models: a report, a signature, an approval.</summary>
/// <param name="Name">A path inside the archive's documents, with forward slashes.</param>
public sealed record ArchiveDocument(string Name, byte[] Content);
