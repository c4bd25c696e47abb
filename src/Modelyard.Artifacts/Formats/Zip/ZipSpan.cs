namespace Modelyard.Artifacts;

/// <summary>The bytes of a member, its own header included.</summary>
/// <param name="HasTrailer">Sizes and checksum may follow it once more.</param>
internal readonly record struct ZipSpan(string Name, long Start, long End, bool HasTrailer);
