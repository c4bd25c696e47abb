namespace Modelyard.Artifacts;

/// <summary>What an ONNX file says about itself, as far as it could be read, with everything that is wrong with it.</summary>
/// <param name="Operators">Each operator used anywhere, subgraphs and functions included, with its number of uses.</param>
/// <param name="Functions">Operators that the file defines itself.</param>
/// <param name="Elements">Number of elements of all initializers.</param>
public sealed record OnnxModel(
    long IrVersion,
    string? Producer,
    string? GraphName,
    bool HasGraph,
    IReadOnlyDictionary<string, long> Opsets,
    IReadOnlyDictionary<OnnxOperator, int> Operators,
    IReadOnlySet<OnnxOperator> Functions,
    IReadOnlyList<OnnxExternalData> ExternalData,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    UInt128 Elements,
    IReadOnlyDictionary<int, UInt128> ElementsByType,
    IReadOnlyList<FormatProblem> Problems);
