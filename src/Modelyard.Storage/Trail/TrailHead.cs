namespace Modelyard.Storage;

/// <summary>The end of the trail: the number and hash of the newest record.</summary>
public sealed record TrailHead(long Sequence, ReadOnlyMemory<byte> Hash);

/// <summary>The end of the trail as the database has it, with what shows that nobody else has put it there.</summary>
/// <param name="Head">The newest record.</param>
/// <param name="Seal">Over the head, under the key of the trail.</param>
/// <param name="Key">The fingerprint of that key.</param>
/// <param name="Revision">The newest revision of the log.</param>
public sealed record SealedTrailHead(TrailHead Head, ReadOnlyMemory<byte> Seal, string Key, long Revision);
