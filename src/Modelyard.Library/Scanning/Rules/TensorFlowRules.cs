namespace Modelyard.Library;

internal static class TensorFlowRules
{
    internal static readonly ScanRule Damaged = new("MY-TFG-001", FindingSeverity.High, "TensorFlow graph cannot be read",
        "Fetch the file again; if it stays so, ask its author to export the model again.");

    internal static readonly ScanRule Machine = new("MY-TFG-002", FindingSeverity.High, "TensorFlow graph reaches files or the network",
        "Do not load the file unless you know why a graph needs that: ask for the model as ONNX or safetensors.");

    internal static readonly ScanRule Python = new("MY-TFG-003", FindingSeverity.Critical, "TensorFlow graph calls Python",
        "Do not load the file: the operator runs program code.");

    internal static readonly IReadOnlyList<ScanRule> All = [Damaged, Machine, Python];
}
