namespace Modelyard.Storage;

/// <summary>A document as it is at a revision.</summary>
/// <param name="Key">Where it is kept.</param>
/// <param name="Revision">The revision that wrote it.</param>
/// <param name="Document">Its bytes, as they were given.</param>
public sealed record StoredResource(ResourceKey Key, long Revision, ReadOnlyMemory<byte> Document);
