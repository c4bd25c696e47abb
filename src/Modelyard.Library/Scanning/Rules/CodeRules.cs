namespace Modelyard.Library;

internal static class CodeRules
{
    internal static readonly ScanRule RemoteCode = new("MY-COD-001", FindingSeverity.High, "Configuration asks the loader to run the model's own code",
        "Serve the model with an engine that knows its architecture, without trust_remote_code; or review the code and pin its version.");

    internal static readonly ScanRule Python = new("MY-COD-002", FindingSeverity.High, "Python source in the model",
        "Leave it out, or review it as you would any program that runs with the model's rights.");

    internal static readonly ScanRule Script = new("MY-COD-003", FindingSeverity.High, "Script in the model",
        "Leave it out: weights need no script.");

    internal static readonly IReadOnlyList<ScanRule> All = [RemoteCode, Python, Script];
}
