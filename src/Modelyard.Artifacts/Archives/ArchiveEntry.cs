namespace Modelyard.Artifacts;

/// <param name="Path">As written in the archive; not to be trusted.</param>
/// <param name="Content">Null for anything but a file; valid until the next entry is asked for.</param>
/// <param name="LinkTarget">Path inside the archive that a link leads to, relative to the archive's root; null if not a link.</param>
/// <param name="Crc32">Checksum the archive claims for the content.</param>
internal sealed record ArchiveEntry(string Path, Stream? Content, string? LinkTarget = null, uint? Crc32 = null);
