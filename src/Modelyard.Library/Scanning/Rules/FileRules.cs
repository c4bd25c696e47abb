namespace Modelyard.Library;

/// <summary>Rules about files of any format.</summary>
internal static class FileRules
{
    internal static readonly ScanRule UnknownFormat = new("MY-FILE-001", FindingSeverity.Medium, "File of a format that is not known",
        "Leave the file out of the model if the engine does not need it, or use a model in safetensors, GGUF or ONNX.");

    internal static readonly ScanRule WrongName = new("MY-FILE-002", FindingSeverity.High, "Content is not what the name says",
        "Ask the author why the file is named like another format. Loaders that go by content run what the name hides.");

    internal static readonly ScanRule Polyglot = new("MY-FILE-003", FindingSeverity.High, "File is of two formats at once",
        "Do not use the file: what it is depends on who opens it, and no tool makes such files by accident.");

    internal static readonly ScanRule NativeProgram = new("MY-FILE-004", FindingSeverity.Critical, "Native program or library",
        "Remove the file. Weights need no program; an engine that needs a library must bring it itself.");

    internal static readonly ScanRule Unreadable = new("MY-FILE-005", FindingSeverity.High, "File could not be read to its end",
        "Fetch the model again; if it stays so, the file is damaged at its source.");

    internal static readonly ScanRule UnsafePath = new("MY-FILE-006", FindingSeverity.Critical, "File name leads outside the model",
        "Do not use the model from this source: such a name is an attack or a broken listing.");

    internal static readonly ScanRule MoreFindings = new("MY-FILE-007", FindingSeverity.Info, "More findings than are listed",
        "Deal with the listed findings first, and scan again.");

    internal static readonly IReadOnlyList<ScanRule> All = [UnknownFormat, WrongName, Polyglot, NativeProgram, Unreadable, UnsafePath, MoreFindings];
}
