namespace Modelyard.Artifacts;

/// <summary>One thing wrong with the structure of a file.</summary>
/// <param name="Location">Tensor, key, member or byte offset.</param>
public sealed record FormatProblem(FormatFault Fault, string Message, string Location);
