namespace Modelyard.Library;

/// <summary>Rules about pickles, wherever they are found.</summary>
internal static class PickleRules
{
    internal static readonly ScanRule DangerousImport = new("MY-PKL-001", FindingSeverity.Critical, "Pickle imports what can run code or reach the machine",
        "Do not load the file. Ask for the weights as safetensors, and report the model to where it came from.");

    internal static readonly ScanRule UnknownImport = new("MY-PKL-002", FindingSeverity.High, "Pickle imports what weights do not need",
        "Ask for the weights as safetensors. Where the import is known and harmless, an operator can allow it by its full name.");

    internal static readonly ScanRule ComputedImport = new("MY-PKL-003", FindingSeverity.Critical, "Pickle computes the name of an import",
        "Do not load the file: names are computed to hide them.");

    internal static readonly ScanRule ExtensionRegistry = new("MY-PKL-004", FindingSeverity.Critical, "Pickle imports by number from the extension registry",
        "Do not load the file: what the number stands for is only known to the program that loads it.");

    internal static readonly ScanRule ComputedCall = new("MY-PKL-005", FindingSeverity.High, "Pickle calls the result of a call",
        "Ask for the weights as safetensors: what is called cannot be known without loading the file.");

    internal static readonly ScanRule ChangesImport = new("MY-PKL-006", FindingSeverity.Critical, "Pickle writes into an imported class or function",
        "Do not load the file: it changes the program that loads it.");

    internal static readonly ScanRule Damaged = new("MY-PKL-007", FindingSeverity.High, "Pickle breaks off",
        "Fetch the model again. A loader runs everything before the damage, so a broken pickle is not a harmless one.");

    internal static readonly ScanRule TrailingData = new("MY-PKL-008", FindingSeverity.Medium, "Data after the end of the pickle",
        "Ask the author what it is; loaders ignore it, other tools may not.");

    internal static readonly ScanRule Ambiguous = new("MY-PKL-009", FindingSeverity.High, "Pickle is written so that readers differ",
        "Do not load the file: no pickle library writes this.");

    internal static readonly ScanRule TooManyImports = new("MY-PKL-010", FindingSeverity.High, "Pickle has more imports than any model",
        "Do not load the file.");

    internal static readonly IReadOnlyList<ScanRule> All =
        [DangerousImport, UnknownImport, ComputedImport, ExtensionRegistry, ComputedCall, ChangesImport, Damaged, TrailingData, Ambiguous, TooManyImports];
}
