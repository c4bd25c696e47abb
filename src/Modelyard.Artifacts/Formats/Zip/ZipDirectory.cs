namespace Modelyard.Artifacts;

/// <summary>All a zip archive lists, also what other readers would give up on, with everything that is wrong with it.</summary>
/// <param name="IsComplete">False where the directory could not be read to its end.</param>
public sealed record ZipDirectory(IReadOnlyList<ZipMember> Members, bool IsComplete, IReadOnlyList<FormatProblem> Problems);
