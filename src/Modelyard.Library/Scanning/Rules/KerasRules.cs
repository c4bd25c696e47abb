namespace Modelyard.Library;

internal static class KerasRules
{
    internal static readonly ScanRule Lambda = new("MY-KER-001", FindingSeverity.Critical, "Keras model contains code in a Lambda layer",
        "Do not load the file: the layer is Python bytecode. Ask for the model without Lambda layers.");

    internal static readonly ScanRule ForeignModule = new("MY-KER-002", FindingSeverity.Critical, "Keras model imports from outside Keras",
        "Do not load the file: its configuration names Python modules to import and call.");

    internal static readonly ScanRule CustomObject = new("MY-KER-003", FindingSeverity.High, "Keras model needs custom code",
        "The layer or function has to be there when the model is loaded. Ask for a model of Keras's own layers, or review the code that comes with it.");

    internal static readonly ScanRule Unreadable = new("MY-KER-004", FindingSeverity.High, "HDF5 file cannot be followed to its model configuration",
        "Ask for the model as .keras, safetensors or ONNX.");

    internal static readonly IReadOnlyList<ScanRule> All = [Lambda, ForeignModule, CustomObject, Unreadable];
}
