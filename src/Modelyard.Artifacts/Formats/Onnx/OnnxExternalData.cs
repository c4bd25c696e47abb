namespace Modelyard.Artifacts;

/// <summary>A tensor of an ONNX graph whose bytes are in another file.</summary>
/// <param name="Location">As written in the graph; not to be trusted.</param>
public sealed record OnnxExternalData(string Tensor, string? Location, string? Offset, string? Length);
