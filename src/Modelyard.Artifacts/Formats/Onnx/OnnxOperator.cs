namespace Modelyard.Artifacts;

/// <param name="Domain">Empty for the operators of ONNX itself.</param>
public readonly record struct OnnxOperator(string Domain, string Name);
