namespace Modelyard.Artifacts;

/// <summary>What a safetensors header says, summed up, with everything that is wrong with it.</summary>
/// <param name="Metadata">The strings of <c>__metadata__</c>.</param>
/// <param name="ElementsByType">Number of elements stored in each type.</param>
public sealed record SafetensorsHeader(
    IReadOnlyDictionary<string, string> Metadata,
    int Tensors,
    IReadOnlyDictionary<string, UInt128> ElementsByType,
    IReadOnlyList<FormatProblem> Problems);
