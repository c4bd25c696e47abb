namespace Modelyard.Library;

internal static class OnnxRules
{
    internal static readonly ScanRule Damaged = new("MY-ONX-001", FindingSeverity.High, "ONNX graph cannot be read",
        "Fetch the file again; if it stays so, ask its author to export the model again.");

    internal static readonly ScanRule ExternalEscape = new("MY-ONX-002", FindingSeverity.Critical, "ONNX tensor is read from outside the model",
        "Do not load the file: it makes the engine read files of the machine as weights.");

    internal static readonly ScanRule ExternalMissing = new("MY-ONX-003", FindingSeverity.Medium, "ONNX tensor's file is missing or too short",
        "Add the file with the weights to the model; it has to lie where the graph says.");

    internal static readonly ScanRule CustomOperator = new("MY-ONX-004", FindingSeverity.High, "ONNX graph needs an operator that is not built in",
        "Such an operator is a native library that somebody has to load. Ask for the model without it, or allow its domain if your engine brings it.");

    internal static readonly ScanRule PythonOperator = new("MY-ONX-005", FindingSeverity.Critical, "ONNX graph calls Python",
        "Do not load the file: the operator runs program code.");

    internal static readonly IReadOnlyList<ScanRule> All = [Damaged, ExternalEscape, ExternalMissing, CustomOperator, PythonOperator];
}
