namespace Modelyard.Storage;

/// <summary>What came of checking the trail.</summary>
/// <param name="Records">How many records were found to be as they were written.</param>
/// <param name="Head">The newest of them.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
public sealed record TrailVerdict(long Records, TrailHead Head, TrailFault? Fault);

/// <param name="Sequence">The first record that is not as it was written, or is missing.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record TrailFault(long Sequence, string Message);
