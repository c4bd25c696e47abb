namespace Modelyard.Library;

/// <summary>Rules for what scanners of images report without an id of its own. The severity is the scanner's.</summary>
internal static class ImageRules
{
    internal static readonly ScanRule Nameless = new("MY-IMG-001", FindingSeverity.Medium, "Vulnerability in the image that has no id",
        "Rebuild the image on a newer base, and scan it again.");

    internal static readonly ScanRule Unlisted = new("MY-IMG-002", FindingSeverity.Medium, "More vulnerabilities in the image than are listed",
        "Rebuild the image on a newer base, and scan it again.");

    internal static readonly IReadOnlyList<ScanRule> All = [Nameless, Unlisted];
}
