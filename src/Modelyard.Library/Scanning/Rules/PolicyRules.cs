namespace Modelyard.Library;

/// <summary>What policies add to the findings of a scan, so that it can be waived and reported like them.</summary>
internal static class PolicyRules
{
    internal static readonly ScanRule RestrictedFormat = new("MY-POL-001", FindingSeverity.Medium, "Format that the policy restricts",
        "Ask for the model as safetensors or GGUF, or waive the format for this version with a reason and an expiry.");

    internal static readonly ScanRule Unfinished = new("MY-POL-002", FindingSeverity.High, "File that was not scanned to its end",
        "Deal with the other findings of the file and scan again. What was not read is not clean.");

    internal static readonly IReadOnlyList<ScanRule> All = [RestrictedFormat, Unfinished];
}
