namespace Modelyard.Artifacts;

/// <summary>What is known about a graph of TensorFlow without building it.</summary>
/// <param name="Operators">How often each is used, in functions as well.</param>
/// <param name="Problems">Where reading ended, if not at the end.</param>
public sealed record TensorFlowGraph(IReadOnlyDictionary<string, int> Operators, IReadOnlyList<FormatProblem> Problems);
