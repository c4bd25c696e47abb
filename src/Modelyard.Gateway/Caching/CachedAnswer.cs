namespace Modelyard.Gateway;

/// <summary>An answer as it was sent: a whole body, or the events of a stream.</summary>
/// <param name="Body">All of it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Usage">What it took to make; null when that was not told.</param>
/// <param name="Until">When it is too old, in ticks of the <see cref="GatewayClock"/>.</param>
internal sealed record CachedAnswer(byte[] Body, string ContentType, TokenUsage? Usage, long Until);
