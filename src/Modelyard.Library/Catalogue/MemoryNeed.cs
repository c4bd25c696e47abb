namespace Modelyard.Library;

/// <summary>Estimated memory for one conversation of a length: weights, the cache of that many tokens in 16 bits, and the engine's working memory.</summary>
public sealed record MemoryNeed(long ContextLength, long Bytes);
